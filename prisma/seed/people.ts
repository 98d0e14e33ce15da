import type { LocalizedText } from "~/kernel/text";
import type { Role } from "~/modules/identity/index.server";
import { t } from "./texts";
import type { VillageKey } from "./villages";

export const PEOPLE_KEYS = [
  "staffOfLongxian",
  "host",
  "accountant",
  "supervisor",
  "firstSecretary",
  "allianceStaff",
  "operator",
  "buyer",
  "staffOfGanquan",
  "staffOfDawang",
  "staffOfWeinan",
  "staffOfZhouning",
  "hostOfDawang",
  "managerOfLongxian",
  "packerOfLongxian",
] as const;
export type PersonKey = (typeof PEOPLE_KEYS)[number];

/** What a duty is held at: the cooperative, the collective or the village itself of a village, a host's page … */
export type DutyPlace =
  | { readonly of: "cooperative" | "collective" | "village"; readonly village: VillageKey }
  | { readonly of: "host"; readonly host: HostKey }
  | { readonly of: "operator" | "alliance" };

export interface PersonData {
  readonly name: string;
  readonly duties: readonly { readonly role: Role; readonly at: DutyPlace }[];
}

const staffAt = (...villages: VillageKey[]) =>
  villages.map((village) => ({ role: "coopStaff" as const, at: { of: "cooperative" as const, village } }));

/** Nobody here exists. Telephones follow from the position: 13800000001 and on. */
export const PEOPLE: Readonly<Record<PersonKey, PersonData>> = {
  staffOfLongxian: { name: "杜晓燕", duties: staffAt("lengdixia") },
  host: { name: "秦小满", duties: [{ role: "host", at: { of: "host", host: "xiaoman" } }] },
  accountant: {
    name: "闫桂芳",
    duties: [
      { role: "accountant", at: { of: "collective", village: "lengdixia" } },
      { role: "accountant", at: { of: "cooperative", village: "lengdixia" } },
    ],
  },
  supervisor: {
    name: "曹守信",
    duties: [
      { role: "supervisor", at: { of: "collective", village: "lengdixia" } },
      { role: "supervisor", at: { of: "cooperative", village: "lengdixia" } },
    ],
  },
  firstSecretary: {
    name: "林致远",
    duties: [
      { role: "firstSecretary", at: { of: "village", village: "shouzhang" } },
      { role: "host", at: { of: "host", host: "zhiyuan" } },
    ],
  },
  allianceStaff: { name: "郝敏", duties: [{ role: "allianceStaff", at: { of: "alliance" } }] },
  operator: { name: "周维", duties: [{ role: "operator", at: { of: "operator" } }] },
  buyer: { name: "林朵朵", duties: [] },
  staffOfGanquan: { name: "高延平", duties: staffAt("ganquan") },
  staffOfDawang: { name: "孙立国", duties: staffAt("yangzhuang", "zhangdan") },
  staffOfWeinan: {
    name: "雷小宁",
    duties: [
      ...staffAt("lishisan", "nangou", "dongbailong"),
      { role: "coopManager", at: { of: "cooperative", village: "nangou" } },
    ],
  },
  staffOfZhouning: { name: "肖美云", duties: staffAt("shouzhang", "louping") },
  hostOfDawang: { name: "王海棠", duties: [{ role: "host", at: { of: "host", host: "haitang" } }] },
  managerOfLongxian: {
    name: "马栓柱",
    duties: [{ role: "coopManager", at: { of: "cooperative", village: "lengdixia" } }],
  },
  packerOfLongxian: {
    name: "苏巧云",
    duties: [{ role: "packer", at: { of: "cooperative", village: "lengdixia" } }],
  },
};

export const HOST_KEYS = ["xiaoman", "haitang", "zhiyuan"] as const;
export type HostKey = (typeof HOST_KEYS)[number];

export interface HostData {
  readonly slug: string;
  readonly person: PersonKey;
  readonly name: LocalizedText;
  /** A first secretary is named and not paid. */
  readonly duty: boolean;
  readonly village: VillageKey;
}

export const HOSTS: Readonly<Record<HostKey, HostData>> = {
  xiaoman: {
    slug: "qin-xiaoman",
    person: "host",
    name: t("秦小满（陇县供销社电商团队）", "Qin Xiaoman (Long County supply cooperative's e-commerce team)"),
    duty: false,
    village: "lengdixia",
  },
  haitang: {
    slug: "wang-haitang",
    person: "hostOfDawang",
    name: t("王海棠（大王红·共富工坊）", "Wang Haitang (Dawang Red Workshop)"),
    duty: false,
    village: "yangzhuang",
  },
  zhiyuan: {
    slug: "lin-zhiyuan",
    person: "firstSecretary",
    name: t("林致远（首章村第一书记）", "Lin Zhiyuan (first secretary of Shouzhang)"),
    duty: true,
    village: "shouzhang",
  },
};

export interface SecretaryData {
  readonly village: VillageKey;
  readonly name: LocalizedText;
  readonly unit: LocalizedText;
  /** Days before the story begins. */
  readonly postedDaysBefore: number;
}

export const SECRETARIES: readonly SecretaryData[] = [
  {
    village: "shouzhang",
    name: t("林致远", "Lin Zhiyuan"),
    unit: t("周宁县县直单位", "a county office of Zhouning"),
    postedDaysBefore: 420,
  },
  {
    village: "lengdixia",
    name: t("罗建军", "Luo Jianjun"),
    unit: t("陇县县直单位", "a county office of Long County"),
    postedDaysBefore: 610,
  },
  {
    village: "ganquan",
    name: t("党育红", "Dang Yuhong"),
    unit: t("甘泉县结对单位", "a partner unit in Ganquan"),
    postedDaysBefore: 530,
  },
  {
    village: "yangzhuang",
    name: t("韩雪", "Han Xue"),
    unit: t("广饶县县直单位", "a county office of Guangrao"),
    postedDaysBefore: 300,
  },
];

/** The places that stand above the villages. */
export const PLACES_ABOVE = {
  operator: { slug: "fieldside", name: t("田头集运营方", "Operator of Fieldside") },
  alliance: { slug: "first-secretaries", name: t("第一书记联盟", "Alliance of First Secretaries") },
} as const;
