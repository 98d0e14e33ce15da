import { shanghaiDay } from "~/kernel/clock";
import type { UnitPrice } from "~/kernel/money";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import { createOffer, type PriceBasis } from "~/modules/wholesale/index.server";
import type { Tx } from "~/platform/db/db.server";
import { daysAfter, monthOfYear } from "./calendar";
import type { Dice } from "./dice";
import type { Places } from "./ground";
import { isSoldIn, type Listings, writeLot } from "./shelves";
import { t } from "./texts";

interface OfferData {
  readonly product: string;
  readonly basis: PriceBasis;
  readonly pickup: LocalizedText;
  readonly packaging: LocalizedText;
  /** From this weight on at this price; the first is the least one can buy. */
  readonly tiers: readonly (readonly [fromGrams: Grams, unitPrice: UnitPrice])[];
}

const TONNE = 1_000_000n;

const OFFERS: readonly OfferData[] = [
  {
    product: "lengdixia-suanmiao",
    basis: "loaded",
    pickup: t(
      "陇县城关镇堎底下村合作社院内，可进9.6米车",
      "Cooperative yard, Lengdixia, Long County; room for a 9.6 m lorry",
    ),
    packaging: t(
      "捆把，泡沫箱或编织袋，箱净重10公斤",
      "Tied bunches in foam boxes or woven sacks, 10 kg net",
    ),
    tiers: [
      [TONNE, 38_000n],
      [5n * TONNE, 35_000n],
      [15n * TONNE, 32_000n],
    ],
  },
  {
    product: "ganquan-pingguo",
    basis: "field",
    pickup: t("甘泉县各村果库，可多点装车", "Village apple stores of Ganquan; a lorry may load at several"),
    packaging: t("周转筐或纸箱，箱净重10公斤", "Crates or cartons, 10 kg net"),
    tiers: [
      [3n * TONNE, 56_000n],
      [10n * TONNE, 52_000n],
      [20n * TONNE, 49_000n],
    ],
  },
  {
    product: "yangzhuang-xihongshi",
    basis: "loaded",
    pickup: t("广饶县大王镇杨庄村，共富工坊装车台", "Loading dock of the workshop, Yangzhuang, Dawang"),
    packaging: t("纸箱带网套，箱净重9公斤", "Cartons with nets, 9 kg net"),
    tiers: [
      [2n * TONNE, 54_000n],
      [5n * TONNE, 50_000n],
      [10n * TONNE, 47_000n],
    ],
  },
  {
    product: "nangou-yangguang-meigui",
    basis: "loaded",
    pickup: t("合阳县新池镇南沟社区冷库", "Cold store of Nangou, Xinchi, Heyang County"),
    packaging: t("单层箱，每箱6串，净重4公斤", "Single-layer boxes of six bunches, 4 kg net"),
    tiers: [
      [TONNE, 150_000n],
      [3n * TONNE, 138_000n],
    ],
  },
  {
    product: "ganquan-xiaomi",
    basis: "loaded",
    pickup: t("甘泉县工业园区联盟基地", "Alliance base, Industrial Park, Ganquan"),
    packaging: t(
      "编织袋，净重25公斤；可代加工真空小袋",
      "Woven sacks of 25 kg; small vacuum bags on request",
    ),
    tiers: [
      [2n * TONNE, 76_000n],
      [5n * TONNE, 72_000n],
      [10n * TONNE, 69_000n],
    ],
  },
  {
    product: "dongbailong-qitiaoku-pingguo",
    basis: "loaded",
    pickup: t("澄城县韦庄镇东白龙村气调库", "Cold store of Dongbailong, Weizhuang, Chengcheng County"),
    packaging: t("纸箱带托，箱净重10公斤", "Cartons with trays, 10 kg net"),
    tiers: [
      [5n * TONNE, 60_000n],
      [15n * TONNE, 56_000n],
    ],
  },
  {
    product: "ganquan-xianggu",
    basis: "loaded",
    pickup: t("甘泉县工业园区联盟基地", "Alliance base, Industrial Park, Ganquan"),
    packaging: t("纸箱内衬膜，净重10公斤", "Lined cartons, 10 kg net"),
    tiers: [[TONNE / 2n, 880_000n]],
  },
  {
    product: "chengcheng-yingtao",
    basis: "loaded",
    pickup: t("澄城县韦庄镇东白龙村预冷库", "Pre-cooling store of Dongbailong, Chengcheng County"),
    packaging: t("泡沫箱加冰，净重5公斤", "Foam boxes with ice, 5 kg net"),
    tiers: [
      [TONNE / 2n, 300_000n],
      [2n * TONNE, 280_000n],
    ],
  },
  {
    product: "guangrao-damitao",
    basis: "field",
    pickup: t("广饶县大王镇张淡村桃园地头", "At the orchard, Zhangdan, Dawang"),
    packaging: t("带网套纸箱，净重5公斤", "Cartons with nets, 5 kg net"),
    tiers: [
      [TONNE, 72_000n],
      [4n * TONNE, 66_000n],
    ],
  },
];

/** How long the prices stand. */
const VALID_DAYS = 30;

export function offerSlug(product: string): string {
  return `${product}-dazong`;
}

/** Puts a lot of everything that is on sale now on offer by the tonne. */
export async function writeOffers(
  tx: Tx,
  input: {
    readonly places: Places;
    readonly listings: Listings;
    readonly chance: Dice;
    readonly now: Date;
  },
): Promise<void> {
  const { places, listings, now } = input;
  for (const [position, { product, tiers, ...offer }] of OFFERS.entries()) {
    const listing = listings.get(product);
    const [least] = tiers;
    if (!listing || !least || !isSoldIn(listing.data, monthOfYear(now))) continue;
    await createOffer(tx, {
      ...offer,
      slug: offerSlug(product),
      lotId: (await writeLot(tx, listing, { ...input, wholesale: true })).lotId,
      productId: listing.productId,
      cooperativeId: places[listing.data.village].cooperativeId,
      minGrams: least[0],
      tiers: tiers.map(([fromGrams, unitPrice]) => ({ fromGrams, unitPrice })),
      validUntil: shanghaiDay(daysAfter(now, VALID_DAYS)),
      position,
      now,
    });
  }
}
