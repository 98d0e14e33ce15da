import { addMs, MINUTE_MS } from "~/kernel/clock";
import { type Buyer, inventBuyer, SIGNED_IN_BUYER } from "./buyers";
import { atHour, daysAfter, monthOfYear, weekday } from "./calendar";
import type { Dice } from "./dice";
import type { ProductData } from "./product-data";
import { PRODUCTS } from "./products";
import { SESSIONS, type SessionData, STANDING_LINKS } from "./sessions";
import { isSoldIn } from "./shelves";
import type { VillageKey } from "./villages";

/**
 * What becomes of a purchase: paid and kept, or one of the ways in which it is not. `declined`: the bank says no
 * first. `claimed`: something was spoiled, told in time; `claimedLate`: told after the money had been shared out.
 */
export const FATES = [
  "kept",
  "declined",
  "lapsed",
  "closed",
  "cancelled",
  "cancelledByStaff",
  "claimed",
  "claimedLate",
  "returnedLate",
] as const;
export type Fate = (typeof FATES)[number];

const SHARES: Readonly<Record<Fate, number>> = {
  kept: 80,
  declined: 3,
  lapsed: 5,
  closed: 1.5,
  cancelled: 2.5,
  cancelledByStaff: 1.2,
  claimed: 4,
  claimedLate: 1.6,
  returnedLate: 1.2,
};

/** By which link somebody came: a standing one by its position, or that of a session by its slug. */
export type Via =
  | { readonly standing: number; readonly visitorId: string; readonly touchedAt: Date }
  | { readonly session: string; readonly visitorId: string; readonly touchedAt: Date };

/** One purchase of the story, decided before anything happens. */
export interface Purchase {
  readonly buyer: Buyer;
  readonly placedAt: Date;
  readonly paidAt: Date;
  readonly lines: readonly { readonly slug: string; readonly sku: number; readonly packs: number }[];
  readonly via: Via | null;
  readonly fate: Fate;
  /** Packed in the afternoon of the same day, else next morning. */
  readonly packedAtOnce: boolean;
  readonly daysOnTheRoad: number;
  readonly requestKey: string;
  /** What its order numbers are made of, thrown beforehand: purchases happen beside each other. */
  readonly numberBytes: Uint8Array;
  readonly method: "alipay" | "wechat_pay" | "card";
  /** Basis points of the goods' price that a claim is settled for. */
  readonly claimPart: number;
}

const OPENS_AT = 7;
const CLOSES_AT = 22.5;
const BUYERS = 170;
const SIGNED_IN_SHARE = 0.03;
const LINK_SHARE = 0.22;
const NUMBER_BYTES = 64;

/** Yesterday and today were busy, so that the desks that visitors try first have parcels before them. */
const RUSH_DAYS = 2;
const RUSH_PER_VILLAGE = 4;
/** Hours of the day. The first of them comes before yesterday's last are packed (desk.ts), so that no desk is ever bare. */
const RUSH_FROM = 6.5;
const RUSH_UNTIL = 14.5;
export const RUSH_VILLAGES: readonly VillageKey[] = ["lengdixia", "ganquan", "yangzhuang"];

/** Decides who buys what on which day, in the order of days; within a day in the order of placing. */
export function planPurchases(chance: Dice, days: readonly Date[], today: Date): Purchase[][] {
  const buyers = Array.from({ length: BUYERS }, (_, position) => inventBuyer(chance, position));
  return days.map((day, position) => {
    const onSale = PRODUCTS.filter((product) => isSoldIn(product, monthOfYear(day)));
    const purchases = Array.from({ length: usualCount(chance, day, position / days.length) }, () =>
      usualPurchase(chance, buyers, onSale, atHour(day, hourOfDay(chance))),
    );
    if (position >= days.length - RUSH_DAYS) purchases.push(...rush(chance, buyers, onSale, day));
    for (const session of SESSIONS) {
      if (daysAfter(today, session.day).getTime() !== day.getTime()) continue;
      for (let index = 0; index < session.buyers; index += 1) {
        purchases.push(sessionPurchase(chance, buyers, onSale, session, day));
      }
    }
    return purchases.toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime());
  });
}

/** Purchases from each of the first desks all day long: half of them packed the same afternoon, half of them next morning. */
function rush(
  chance: Dice,
  buyers: readonly Buyer[],
  onSale: readonly ProductData[],
  day: Date,
): readonly Purchase[] {
  return RUSH_VILLAGES.flatMap((village) => {
    const goods = onSale.filter((product) => product.village === village);
    return Array.from({ length: RUSH_PER_VILLAGE }, (_, index): Purchase => {
      const hours = (RUSH_UNTIL - RUSH_FROM) / RUSH_PER_VILLAGE;
      const from = RUSH_FROM + index * hours;
      const placedAt = atHour(day, chance.between(from * 60, (from + hours) * 60) / 60);
      const bought = purchase(chance, chance.pick(buyers), placedAt, null, goodsFor(chance, goods));
      return { ...bought, fate: "kept", packedAtOnce: index % 2 === 0 };
    });
  });
}

/** A few a day, more at the weekend, slowly growing. */
function usualCount(chance: Dice, day: Date, progress: number): number {
  const weekend = weekday(day) === 0 || weekday(day) === 6;
  return chance.between(1, weekend ? 3 : 2) + (chance.chance(progress) ? 1 : 0);
}

/** People buy at lunch and after supper. */
function hourOfDay(chance: Dice): number {
  const [from, until] = chance.weighed(
    [
      [OPENS_AT, 11],
      [11.5, 13.5],
      [14, 18],
      [19, CLOSES_AT],
    ] as const,
    ([hour]) => (hour === 19 ? 5 : hour === 11.5 ? 3 : 2),
  );
  return from + (chance.between(0, 999) / 1000) * (until - from);
}

function usualPurchase(
  chance: Dice,
  buyers: readonly Buyer[],
  onSale: readonly ProductData[],
  placedAt: Date,
): Purchase {
  const buyer = chance.chance(SIGNED_IN_SHARE) ? SIGNED_IN_BUYER : chance.pick(buyers);
  if (!chance.chance(LINK_SHARE)) return purchase(chance, buyer, placedAt, null, goodsFor(chance, onSale));
  const link = chance.weighed(STANDING_LINKS, ({ favour }) => favour);
  const via: Via = {
    standing: STANDING_LINKS.indexOf(link),
    visitorId: chance.uuid(placedAt),
    touchedAt: addMs(placedAt, -chance.between(2, 60 * 30) * MINUTE_MS),
  };
  const shown = onSale.filter((product) =>
    link.product === null ? product.village === link.village : product.slug === link.product,
  );
  return purchase(chance, buyer, placedAt, via, goodsFor(chance, shown.length > 0 ? shown : onSale));
}

function sessionPurchase(
  chance: Dice,
  buyers: readonly Buyer[],
  onSale: readonly ProductData[],
  session: SessionData,
  day: Date,
): Purchase {
  const placedAt = addMs(atHour(day, session.hour), chance.between(4, 115) * MINUTE_MS);
  const shown = onSale.filter((product) => session.products.includes(product.slug));
  const via: Via = {
    session: session.slug,
    visitorId: chance.uuid(placedAt),
    touchedAt: addMs(placedAt, -chance.between(1, 3) * MINUTE_MS),
  };
  return purchase(chance, chance.pick(buyers), placedAt, via, goodsFor(chance, shown));
}

/** One kind of goods as a rule, sometimes a second; the first one in season is liked better. */
function goodsFor(chance: Dice, onSale: readonly ProductData[]): Purchase["lines"] {
  const kinds = onSale.length > 1 && chance.chance(0.25) ? 2 : 1;
  const chosen = new Map<string, Purchase["lines"][number]>();
  while (chosen.size < kinds) {
    const { slug, skus } = chance.weighed(onSale, ({ favour }) => favour);
    const sku = skus.indexOf(chance.weighed(skus, ({ favour }) => favour));
    const packs = chance.weighed([1, 2, 3], (count) => (count === 1 ? 14 : count === 2 ? 4 : 1));
    if (!chosen.has(slug)) chosen.set(slug, { slug, sku, packs });
  }
  return [...chosen.values()];
}

function purchase(
  chance: Dice,
  buyer: Buyer,
  placedAt: Date,
  via: Via | null,
  lines: Purchase["lines"],
): Purchase {
  return {
    buyer,
    placedAt,
    paidAt: addMs(placedAt, chance.between(20, 400) * 1000),
    lines,
    via,
    fate: chance.weighed(FATES, (fate) => SHARES[fate]),
    packedAtOnce: chance.chance(0.6),
    daysOnTheRoad: chance.between(1, 3),
    requestKey: chance.uuid(placedAt),
    numberBytes: chance.bytes(NUMBER_BYTES),
    method: chance.weighed(["alipay", "wechat_pay", "card"] as const, (method) =>
      method === "card" ? 1 : 5,
    ),
    claimPart: chance.between(10, 45) * 100,
  };
}
