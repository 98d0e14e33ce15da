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
} as const satisfies Readonly<Record<string, readonly StockWay[]>>;

export type StockReason = keyof typeof WAYS;
/** Reasons for packs; `packed` is for goods of which no lot is on record. */
export const STOCK_REASONS = Object.keys(WAYS) as readonly StockReason[];

export type LotReason = Exclude<StockReason, "packed">;
export const LOT_REASONS = STOCK_REASONS.filter((reason): reason is LotReason => reason !== "packed");

/** Nothing is found by taking it away, and nothing spoils into being. */
export type ReasonDoesNotFit = Refusal<"ReasonDoesNotFit"> & { readonly reason: StockReason };

export function checkReason(reason: StockReason, way: StockWay): Result<void, ReasonDoesNotFit> {
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
