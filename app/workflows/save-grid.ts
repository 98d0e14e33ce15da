import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type {
  NothingOnSale,
  ProductMoveRefused,
  ProductNotFound,
  PublicationMove,
  SetPriceRefusal,
} from "~/modules/catalog/index.server";
import type { CertificateMissing } from "~/modules/intake/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { movePublication } from "./change-publication";
import { setSkuPrices } from "./edit-sku-prices";

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

export interface SaveGrid {
  /** each pack once */
  readonly prices: readonly GridPrice[];
  /** each listing once; no more than a page of the grid shows */
  readonly moves: readonly GridMove[];
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
  | CertificateMissing;

export interface GridCell {
  readonly kind: "price" | "move";
  /** of the pack or of the listing */
  readonly id: string;
  readonly refusal: GridCellRefusal;
}

/** Cells of the grid that cannot be saved; nothing of it was. */
export type GridRefused = Refusal<"GridRefused"> & { readonly cells: readonly GridCell[] };

export interface GridSaved {
  readonly prices: number;
  readonly moves: number;
}

/**
 * Saves what was changed in the grid, all of it or nothing: it stands on one page before whoever saves it, and every
 * cell that cannot be saved is named. Prices and publications go the ways of the desk's own forms.
 */
export function saveGrid(
  deps: { readonly db: Db },
  input: SaveGrid,
): Promise<Result<GridSaved, GridRefused>> {
  return deps.db.transaction(async (tx): Promise<Result<GridSaved, GridRefused>> => {
    const cells = [...(await setPrices(tx, input)), ...(await movePublications(tx, input))];
    if (cells.length > 0) return refuse({ code: "GridRefused", cells });
    return ok({ prices: input.prices.length, moves: input.moves.length });
  });
}

async function setPrices(tx: Tx, { prices, moves: _moves, ...by }: SaveGrid): Promise<readonly GridCell[]> {
  if (prices.length === 0) return [];
  const set = await setSkuPrices(tx, { ...by, prices });
  return prices.flatMap(({ skuId, wasFen }, at): GridCell[] => {
    const done = set[at];
    if (!done?.ok) return done ? [{ kind: "price", id: skuId, refusal: done.refusal }] : [];
    const { formerFen: nowFen } = done.value;
    if (nowFen === wasFen) return [];
    return [{ kind: "price", id: skuId, refusal: { code: "PriceChangedMeanwhile", nowFen } }];
  });
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
