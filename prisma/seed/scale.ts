import { shanghaiDay } from "~/kernel/clock";
import type { UnitPrice } from "~/kernel/money";
import { type Grade, needsCertificate, type RecordKind } from "~/modules/intake/index.server";
import { addPlot } from "~/workflows/add-plot";
import { confirmSlip } from "~/workflows/confirm-slip";
import { type IssueCertificate, issueCertificate } from "~/workflows/issue-certificate";
import { keepHousehold } from "~/workflows/keep-household";
import { type IntakeAct, weighDelivery } from "~/workflows/weigh-delivery";
import { writeProductionRecord } from "~/workflows/write-production-record";
import { daysAfter, monthOfYear } from "./calendar";
import { dice } from "./dice";
import type { Today } from "./history";
import { must } from "./must";
import { isSoldIn } from "./shelves";
import type { Stage } from "./stage";
import type { VillageKey } from "./villages";

interface GrowerData {
  readonly name: string;
  /** null: signs at the scale, for no code can reach this household */
  readonly phone: string | null;
  readonly member: boolean;
  readonly demonstration: boolean;
  readonly plots: readonly (readonly [place: string, area: number])[];
}

/** People who bring goods to the scale of two cooperatives, in the order of their numbers. */
const GROWERS: Readonly<Partial<Record<VillageKey, readonly GrowerData[]>>> = {
  lengdixia: [
    {
      name: "赵秋生",
      phone: "13891720101",
      member: true,
      demonstration: true,
      plots: [
        ["堎底下村东坡", 350],
        ["河湾地", 120],
      ],
    },
    {
      name: "李改霞",
      phone: "13891720102",
      member: true,
      demonstration: false,
      plots: [["堎底下村西沟口", 210]],
    },
    {
      name: "马成林",
      phone: null,
      member: false,
      demonstration: false,
      plots: [["堎底下村后塬", 180]],
    },
  ],
  nangou: [
    {
      name: "雷满仓",
      phone: "13891350101",
      member: true,
      demonstration: true,
      plots: [["南沟示范园一号棚", 260]],
    },
    {
      name: "党云霞",
      phone: "13891350102",
      member: true,
      demonstration: false,
      plots: [["南沟示范园三号棚", 180]],
    },
    {
      name: "侯建设",
      phone: null,
      member: false,
      demonstration: false,
      plots: [["南沟村北沟台地", 150]],
    },
  ],
};

const GARLIC = "lengdixia-suanmiao";

/** Whose goods come to which scale, and what stands on the slip. */
interface Goods {
  readonly village: VillageKey;
  readonly slug: string;
  readonly variety: string;
  readonly specification: string;
}
const GOODS: readonly Goods[] = [
  { village: "lengdixia", slug: GARLIC, variety: "紫皮蒜苗", specification: "40–60 厘米，去泥" },
  {
    village: "nangou",
    slug: "nangou-yangguang-meigui",
    variety: "阳光玫瑰",
    specification: "单穗 600–800 克，套袋",
  },
];

/** What was done on the fields, in days before today. */
const FIELD_WORK: readonly (readonly [
  day: number,
  grower: number,
  kind: RecordKind,
  input: string,
  source: string,
  dose: string,
  intervalDays: number,
])[] = [
  [-88, 0, "fertilise", "腐熟羊粪", "自家羊圈", "每亩 2 方", 0],
  [-87, 1, "fertilise", "腐熟羊粪", "关山牧场", "每亩 2 方", 0],
  [-62, 0, "protect", "苦参碱水剂", "县农资站", "1000 倍液", 10],
  [-60, 2, "irrigate", "", "", "渠水漫灌一次", 0],
  [-30, 1, "pest", "蓟马，人工摘除", "", "", 0],
];

interface DeliveryData {
  readonly day: number;
  readonly grower: number;
  readonly grade: Grade;
  /** 1/10000 yuan per kg */
  readonly unitPrice: UnitPrice;
  /** gross of each basket; a basket weighs 2.1 kg */
  readonly baskets: readonly bigint[];
  readonly confirmedBy: "code" | "signature" | null;
  /** weighed wrongly at first: what the scale said then */
  readonly corrected?: { readonly baskets: readonly bigint[]; readonly reason: string };
}

/** What came to the scale. Today's last one still waits for the household's yes. */
const DELIVERIES: readonly DeliveryData[] = [
  {
    day: -2,
    grower: 0,
    grade: "first",
    unitPrice: 64_000n,
    baskets: [31_400n, 29_800n],
    confirmedBy: "signature",
  },
  { day: -2, grower: 1, grade: "first", unitPrice: 64_000n, baskets: [27_600n], confirmedBy: "code" },
  {
    day: -2,
    grower: 2,
    grade: "first",
    unitPrice: 62_000n,
    baskets: [25_300n],
    confirmedBy: "signature",
    corrected: { baskets: [52_300n], reason: "看错秤，多记了一筐" },
  },
  { day: 0, grower: 0, grade: "first", unitPrice: 64_000n, baskets: [33_200n, 30_500n], confirmedBy: "code" },
  { day: 0, grower: 1, grade: "second", unitPrice: 48_000n, baskets: [26_900n], confirmedBy: "signature" },
  { day: 0, grower: 2, grade: "first", unitPrice: 62_000n, baskets: [24_700n], confirmedBy: null },
];

/** The last grapes of the year, cut for the cold store. */
const GRAPES: readonly DeliveryData[] = [
  {
    day: -26,
    grower: 0,
    grade: "first",
    unitPrice: 176_000n,
    baskets: [62_400n, 58_700n],
    confirmedBy: "code",
  },
  { day: -26, grower: 1, grade: "first", unitPrice: 176_000n, baskets: [55_300n], confirmedBy: "signature" },
  {
    day: -26,
    grower: 2,
    grade: "first",
    unitPrice: 172_000n,
    baskets: [48_900n],
    confirmedBy: "signature",
    corrected: { baskets: [84_900n], reason: "把 48.9 看成了 84.9" },
  },
];

const BASKET_GRAMS = 2_100n;
const SIGNATURE = "M30 60L48 28L62 74L80 34L98 70L116 40L140 66L170 44L190 62L220 50L262 58";
/** Apart from the dice of the rest of the story, which so stays what it was. */
const OWN_DICE = 20_251_003;

/** The scale of the demo: who delivers, what was done on the fields, and certificates for every lot. */
export interface Scale {
  /** What comes in on a morning. */
  followDay(day: Today, now: Date): Promise<void>;
  /** Certificates for the lots that still lack one. */
  certify(now: Date): Promise<void>;
}

export function openScale(stage: Stage): Scale {
  const chance = dice(OWN_DICE);
  const deps = { db: stage.db, random: chance.bytes, codeFits: () => true };
  const growers = new Map<VillageKey, string[]>();
  const actOf = (village: VillageKey, now: Date): IntakeAct => ({
    cooperativeId: stage.places[village].cooperativeId,
    userId: stage.cast.staffOf[village],
    now,
  });

  async function register(village: VillageKey, now: Date): Promise<void> {
    const householdIds: string[] = [];
    for (const { plots, ...grower } of GROWERS[village] ?? []) {
      const act = actOf(village, now);
      const made = must(
        await keepHousehold(deps, { ...act, householdId: null, form: grower }),
        "a household",
      );
      for (const [place, area] of plots) {
        must(
          await addPlot(deps, { ...act, householdId: made.householdId, form: { place, area } }),
          "a field",
        );
      }
      householdIds.push(made.householdId);
    }
    growers.set(village, householdIds);
  }

  async function weigh(goods: Goods, delivery: DeliveryData, now: Date): Promise<void> {
    const { village, slug, variety, specification } = goods;
    const listing = stage.listings.get(slug);
    const householdId = growers.get(village)?.[delivery.grower];
    if (!listing || !householdId || !isSoldIn(listing.data, monthOfYear(now))) return;
    const act = actOf(village, now);
    const slip = (baskets: readonly bigint[], corrects: { number: string; reason: string } | null) =>
      weighDelivery(deps, {
        ...act,
        corrects,
        delivery: {
          householdId,
          plotId: null,
          productId: listing.productId,
          harvestedOn: shanghaiDay(now),
          variety,
          specification,
          grade: delivery.grade,
          unitPrice: delivery.unitPrice,
          weighings: baskets.map((grossGrams) => ({ grossGrams, tareGrams: BASKET_GRAMS })),
        },
      });
    const confirm = (number: string) =>
      confirmSlip(deps, {
        ...act,
        number,
        by:
          delivery.confirmedBy === "code"
            ? { how: "code", code: "" }
            : { how: "signature", signature: SIGNATURE, witnessUserId: stage.cast.staffOf[village] },
      });
    const { corrected } = delivery;
    const first = must(await slip(corrected?.baskets ?? delivery.baskets, null), "a delivery");
    if (delivery.confirmedBy === null) return;
    must(await confirm(first.number), "a household's yes");
    if (!corrected) return;
    const corrects = { number: first.number, reason: corrected.reason };
    const right = must(await slip(delivery.baskets, corrects), "a slip put right");
    must(await confirm(right.number), "a household's yes");
  }

  return {
    async followDay({ midnight, position, fromToday }, now) {
      if (position === 0) for (const { village } of GOODS) await register(village, now);
      const productId = stage.listings.get(GARLIC)?.productId;
      for (const [day, grower, kind, input, source, dose, intervalDays] of FIELD_WORK) {
        const householdId = growers.get("lengdixia")?.[grower];
        if (day !== fromToday || !householdId || !productId) continue;
        const doneOn = shanghaiDay(daysAfter(midnight, 0));
        const form = { productId, plotId: null, kind, doneOn, input, source, dose, intervalDays, note: "" };
        const record = { ...actOf("lengdixia", now), householdId, form };
        must(await writeProductionRecord(deps, record), "a production record");
      }
      for (const goods of GOODS) {
        for (const delivery of goods.slug === GARLIC ? DELIVERIES : GRAPES) {
          if (delivery.day === fromToday) await weigh(goods, delivery, now);
        }
      }
    },

    async certify(now) {
      const { prisma } = stage.db;
      const certified = await prisma.conformityCertificate.findMany({ select: { lotId: true } });
      const lots = await prisma.lot.findMany({
        where: { id: { notIn: certified.map(({ lotId }) => lotId) }, gramsTotal: { gt: 0n } },
        select: {
          code: true,
          gramsTotal: true,
          cooperativeId: true,
          product: { select: { category: true } },
        },
        orderBy: { id: "asc" },
      });
      for (const { code, gramsTotal, cooperativeId, product } of lots) {
        if (!needsCertificate(product.category.slug)) continue;
        const certificate: IssueCertificate = {
          cooperativeId,
          userId: null,
          now,
          lotCode: code,
          grams: gramsTotal,
          basis: ["selfControl", "ownTest"],
          occasion: "first",
        };
        must(await issueCertificate(deps, certificate), `the certificate of ${code}`);
      }
    },
  };
}
