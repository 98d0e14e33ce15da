import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  allotmentSteps,
  type NothingOnSale,
  type ProductMoveRefused,
  type ProductNotFound,
  type PublicationMove,
  type ReadyChannel,
  type SetPriceRefusal,
  type StockReason,
} from "~/modules/catalog/index.server";
import type { CertificateMissing } from "~/modules/intake/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { movePublication } from "./change-publication";
import { setSkuPrices } from "./edit-sku-prices";
import { changeSkuStock, type EditSkuStockRefusal } from "./edit-sku-stock";
import { moveBetweenAllotments } from "./move-packs";

export interface GridPrice {
  readonly skuId: string;
  readonly priceFen: Fen;
  /** what it cost when the grid was shown */
  readonly wasFen: Fen;
}

export interface GridMove {
  readonly productId: string;
  readonly move: PublicationMove;
}

/** How many packs more or fewer an allotment shall have than when the grid was shown. */
export interface GridPacks {
  readonly skuId: string;
  readonly channel: ReadyChannel;
  readonly packs: number;
}

export interface SaveGrid {
  /** each pack once */
  readonly prices: readonly GridPrice[];
  /** each listing once; no more than a page of the grid shows */
  readonly moves: readonly GridMove[];
  /** each allotment once */
  readonly packs: readonly GridPacks[];
  /** why packs come or go; not needed where they only move between the allotments */
  readonly stockReason?: StockReason | undefined;
  readonly cooperativeId: string;
  readonly userId: string;
  readonly reason: string;
  readonly now: Date;
}

/** Somebody set another price since the grid was shown. */
export type PriceChangedMeanwhile = Refusal<"PriceChangedMeanwhile"> & { readonly nowFen: Fen };

/** What is wrong with one cell. */
export type GridCellRefusal =
  | SetPriceRefusal
  | PriceChangedMeanwhile
  | ProductNotFound
  | ProductMoveRefused
  | NothingOnSale
  | CertificateMissing
  | EditSkuStockRefusal;

/** A price or an allotment of a pack, or the publication of a listing, each by its id. */
export type GridCell = { readonly id: string; readonly refusal: GridCellRefusal } & (
  | { readonly kind: "price" | "move" }
  | { readonly kind: "packs"; readonly channel: ReadyChannel }
);

/** Cells of the grid that cannot be saved; nothing of it was. */
export type GridRefused = Refusal<"GridRefused"> & { readonly cells: readonly GridCell[] };

export interface GridSaved {
  readonly prices: number;
  readonly moves: number;
  readonly packs: number;
}

/**
 * Saves what was changed in the grid, all of it or nothing: it stands on one page before whoever saves it, and every
 * cell that cannot be saved is named. Prices, packs and publications go the ways of the desk's own forms.
 */
export function saveGrid(
  deps: { readonly db: Db },
  input: SaveGrid,
): Promise<Result<GridSaved, GridRefused>> {
  return deps.db.transaction(async (tx): Promise<Result<GridSaved, GridRefused>> => {
    const cells = [
      ...(await setPrices(tx, input)),
      ...(await changeAllotments(tx, input)),
      ...(await movePublications(tx, input)),
    ];
    if (cells.length > 0) return refuse({ code: "GridRefused", cells });
    const { prices, moves, packs } = input;
    return ok({ prices: prices.length, moves: moves.length, packs: packs.length });
  });
}

async function setPrices(
  tx: Tx,
  { prices, cooperativeId, userId, reason, now }: SaveGrid,
): Promise<readonly GridCell[]> {
  if (prices.length === 0) return [];
  const set = await setSkuPrices(tx, { prices, cooperativeId, userId, reason, now });
  return prices.flatMap(({ skuId, wasFen }, at): GridCell[] => {
    const done = set[at];
    if (!done?.ok) return done ? [{ kind: "price", id: skuId, refusal: done.refusal }] : [];
    const { formerFen: nowFen } = done.value;
    if (nowFen === wasFen) return [];
    return [{ kind: "price", id: skuId, refusal: { code: "PriceChangedMeanwhile", nowFen } }];
  });
}

/** Pack by pack in the order in which buyers lock the pools too, so that nobody dead-locks. */
async function changeAllotments(tx: Tx, input: SaveGrid): Promise<readonly GridCell[]> {
  const { packs, stockReason, cooperativeId, userId, now, reason: note } = input;
  const by = { cooperativeId, userId, now, note };
  const cells: GridCell[] = [];
  for (const skuId of [...new Set(packs.map((change) => change.skuId))].toSorted()) {
    const of = (channel: ReadyChannel) =>
      packs.find((change) => change.skuId === skuId && change.channel === channel)?.packs ?? 0;
    const { move, changes } = allotmentSteps({ shop: of("shop"), live: of("live") });
    const complain = (channel: ReadyChannel, refusal: GridCellRefusal) =>
      cells.push({ kind: "packs", id: skuId, channel, refusal });
    if (move) {
      const moved = await moveBetweenAllotments(tx, { ...by, ...move, skuId, reason: "rebalanced" });
      if (!moved.ok) complain(move.from, moved.refusal);
    }
    for (const change of changes) {
      invariant(stockReason, "packs come and go for a reason");
      const changed = await changeSkuStock(tx, { ...by, ...change, skuId, reason: stockReason });
      if (!changed.ok) complain(change.channel, changed.refusal);
    }
  }
  return cells;
}

async function movePublications(
  tx: Tx,
  { moves, cooperativeId, userId, reason, now }: SaveGrid,
): Promise<readonly GridCell[]> {
  const cells: GridCell[] = [];
  for (const { productId, move } of moves) {
    const moved = await movePublication(tx, { productId, move, cooperativeId, userId, note: reason, now });
    if (!moved.ok) cells.push({ kind: "move", id: productId, refusal: moved.refusal });
  }
  return cells;
}
