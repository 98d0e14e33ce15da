import type { LocalizedText } from "~/kernel/text";
import type { HostKey } from "./people";
import { t } from "./texts";
import type { VillageKey } from "./villages";

export interface SessionData {
  readonly slug: string;
  readonly host: HostKey;
  readonly village: VillageKey;
  readonly name: LocalizedText;
  /** Days from today: negative in the past. */
  readonly day: number;
  /** In Shanghai; 9.5 is half past nine. */
  readonly hour: number;
  /** What is shown, those not on sale at that time left out. */
  readonly products: readonly string[];
  /** How many buy during the session or right after it. */
  readonly buyers: number;
}

const FIELD = t("蒜苗地头开播", "Live from the garlic field");
const GARLIC = ["lengdixia-suanmiao", "longzhou-yangnai"];
const DAWANG = ["yangzhuang-xihongshi", "guangrao-damitao", "zhangdan-huangtao-guantou"];
const GANQUAN = ["ganquan-xianggu", "ganquan-pingguo", "ganquan-xiaomi", "ganquan-muer"];

/** 直播场次: evenings indoors, mornings in the field. The field sessions are what wholesalers come by. */
export const SESSIONS: readonly SessionData[] = [
  {
    slug: "gongfang-kaibo",
    host: "haitang",
    village: "yangzhuang",
    name: t("大王红工坊晚市", "Evening market at Dawang Red"),
    day: -66,
    hour: 19.5,
    products: DAWANG,
    buyers: 9,
  },
  {
    slug: "ganquan-jidi-zhuanchang",
    host: "xiaoman",
    village: "ganquan",
    name: t("走进甘泉联盟基地", "A visit to the Ganquan base"),
    day: -57,
    hour: 20,
    products: GANQUAN,
    buyers: 9,
  },
  {
    slug: "nangou-kaixiang",
    host: "xiaoman",
    village: "nangou",
    name: t("南沟葡萄开箱夜", "Unboxing night: Nangou grapes"),
    day: -45,
    hour: 20,
    products: ["nangou-yangguang-meigui", "nangou-putaogan"],
    buyers: 11,
  },
  {
    slug: "gongfang-erchang",
    host: "haitang",
    village: "yangzhuang",
    name: t("大王红工坊晚市（第二场）", "Evening market at Dawang Red, second night"),
    day: -38,
    hour: 19.5,
    products: DAWANG,
    buyers: 8,
  },
  {
    slug: "ditou-diyichang",
    host: "xiaoman",
    village: "lengdixia",
    name: FIELD,
    day: -24,
    hour: 9.5,
    products: GARLIC,
    buyers: 14,
  },
  {
    slug: "qudong-fengmi",
    host: "xiaoman",
    village: "lishisan",
    name: t("渠东蜂场，摇给你看", "At the hives: spun while you watch"),
    day: -17,
    hour: 20,
    products: ["lishisan-fengmi", "dongbailong-qitiaoku-pingguo"],
    buyers: 8,
  },
  {
    slug: "ditou-dierchang",
    host: "xiaoman",
    village: "lengdixia",
    name: FIELD,
    day: -10,
    hour: 9.5,
    products: GARLIC,
    buyers: 14,
  },
  {
    slug: "ditou-disanchang",
    host: "xiaoman",
    village: "lengdixia",
    name: FIELD,
    day: -3,
    hour: 9,
    products: GARLIC,
    buyers: 13,
  },
  {
    slug: "ditou-mingzao",
    host: "xiaoman",
    village: "lengdixia",
    name: FIELD,
    day: 1,
    hour: 9.5,
    products: GARLIC,
    buyers: 0,
  },
  {
    slug: "ganquan-chaoshi",
    host: "xiaoman",
    village: "ganquan",
    name: t("甘泉山货一锅端", "A whole table from Ganquan"),
    day: 3,
    hour: 20,
    products: GANQUAN,
    buyers: 0,
  },
  {
    slug: "gongfang-sanchang",
    host: "haitang",
    village: "yangzhuang",
    name: t("大王红工坊晚市（第三场）", "Evening market at Dawang Red, third night"),
    day: 5,
    hour: 19.5,
    products: DAWANG,
    buyers: 0,
  },
];

/** Links that hang under hosts' videos all the time. */
export interface StandingLinkData {
  readonly host: HostKey;
  readonly village: VillageKey;
  /** One product, or everything of the village's cooperative. */
  readonly product: string | null;
  readonly favour: number;
}

export const STANDING_LINKS: readonly StandingLinkData[] = [
  { host: "xiaoman", village: "lengdixia", product: "lengdixia-suanmiao", favour: 4 },
  { host: "xiaoman", village: "lishisan", product: null, favour: 2 },
  { host: "haitang", village: "yangzhuang", product: null, favour: 3 },
  { host: "haitang", village: "zhangdan", product: null, favour: 1 },
  { host: "zhiyuan", village: "shouzhang", product: "shouzhang-yunwu-cha", favour: 4 },
];
