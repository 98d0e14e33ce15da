import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** Whether something is put in or taken out. */
export type StockWay = "add" | "take";

/**
 * Why packs of a pool or grams of a lot change by hand, and in which direction each reason makes sense. Sales, packing and
 * moves between allotments have reasons of their own; a difference found by a stock-take is `counted`.
 */
const WAYS = {
  packed: ["add"],
  found: ["add"],
  recounted: ["add", "take"],
  spoiled: ["take"],
  sample: ["take"],
  gift: ["take"],
  usedElsewhere: ["take"],
  soldByWeight: ["take"],
} as const satisfies Readonly<Record<string, readonly StockWay[]>>;

type Reason = keyof typeof WAYS;
const REASONS = Object.keys(WAYS) as readonly Reason[];

/** Reasons for packs; `packed` is for goods of which no lot is on record. */
export type StockReason = Exclude<Reason, "soldByWeight">;
export const STOCK_REASONS = REASONS.filter((reason): reason is StockReason => reason !== "soldByWeight");

/** Reasons for grams; `soldByWeight` is a wholesaler's truck, or the market. */
export type LotReason = Exclude<Reason, "packed">;
export const LOT_REASONS = REASONS.filter((reason): reason is LotReason => reason !== "packed");

/** Nothing is found by taking it away, and nothing spoils into being. */
export type ReasonDoesNotFit = Refusal<"ReasonDoesNotFit"> & { readonly reason: Reason };

export function checkReason(reason: Reason, way: StockWay): Result<void, ReasonDoesNotFit> {
  const ways: readonly StockWay[] = WAYS[reason];
  return ways.includes(way) ? ok() : refuse({ code: "ReasonDoesNotFit", reason });
}

/** Why packs move between the shop and a live session. */
export const PACK_MOVE_REASONS = ["sessionComing", "sessionOver", "rebalanced"] as const;
export type PackMoveReason = (typeof PACK_MOVE_REASONS)[number];

/** Why grams of a lot move between retail and wholesale. */
export const GRAM_MOVE_REASONS = ["wholesaleAsked", "wholesaleFellThrough", "rebalanced"] as const;
export type GramMoveReason = (typeof GRAM_MOVE_REASONS)[number];

/** Why packing used more than it packed (损耗). */
export const LOSS_REASONS = ["trimmed", "dried", "damaged", "rotten", "overweight"] as const;
export type LossReason = (typeof LOSS_REASONS)[number];
