import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

export const PRODUCT_STATES = ["draft", "inReview", "published", "paused", "archived"] as const;
export type ProductState = (typeof PRODUCT_STATES)[number];

export const PRODUCT_MOVES = [
  "submit",
  "withdraw",
  "approve",
  "askChanges",
  "publish",
  "pause",
  "archive",
] as const;
export type ProductMove = (typeof PRODUCT_MOVES)[number];

/** What staff do with one tap from the list of goods; the other moves have pages of their own. */
export const PUBLICATION_MOVES = ["publish", "pause", "archive"] as const satisfies readonly ProductMove[];
export type PublicationMove = (typeof PUBLICATION_MOVES)[number];

/** How a pack is put up for the buyer. */
export const PACKINGS = ["box", "jar", "bag", "bottle", "case"] as const;
export type Packing = (typeof PACKINGS)[number];

/** Fresh goods (鲜活易腐) have no seven-day return (Consumer Law art 25); what keeps has, unless opened. */
export const FRESHNESS = ["fresh", "keeps"] as const;
export type Freshness = (typeof FRESHNESS)[number];

/**
 * The life of a listing. Nothing reaches the shop unseen: a draft is looked at by the alliance first, and goes back
 * with reasons when something has to change. What is on sale is paused first and only then put away for good.
 */
const MOVES: Readonly<
  Record<ProductMove, { readonly from: readonly ProductState[]; readonly to: ProductState }>
> = {
  submit: { from: ["draft"], to: "inReview" },
  withdraw: { from: ["inReview"], to: "draft" },
  approve: { from: ["inReview"], to: "published" },
  askChanges: { from: ["inReview"], to: "draft" },
  publish: { from: ["paused"], to: "published" },
  pause: { from: ["published"], to: "paused" },
  archive: { from: ["draft", "paused"], to: "archived" },
};

export type ProductMoveRefused = Refusal<"ProductMoveRefused"> & {
  readonly move: ProductMove;
  readonly state: ProductState;
};
/** A listing without a pack on sale cannot be published. */
export type NothingOnSale = Refusal<"NothingOnSale">;

/** The state a listing has after a move. `packsOnSale` counts its SKUs that are switched on. */
export function moveProduct(
  state: ProductState,
  move: ProductMove,
  packsOnSale: number,
): Result<ProductState, ProductMoveRefused | NothingOnSale> {
  const { from, to } = MOVES[move];
  if (!from.includes(state)) return refuse({ code: "ProductMoveRefused", move, state });
  if (to === "published" && packsOnSale === 0) return refuse({ code: "NothingOnSale" });
  return ok(to);
}

/** The moves open to a listing in this state, for the buttons of the desk. */
export function movesFrom(state: ProductState): readonly ProductMove[] {
  return PRODUCT_MOVES.filter((move) => MOVES[move].from.includes(state));
}

export const LOWEST_PRICE_FEN: Fen = 1n;
/** 100,000 yuan a pack: beyond it a slip of the finger is likelier than a price. */
export const HIGHEST_PRICE_FEN: Fen = 10_000_000n;

export type PriceOutOfRange = Refusal<"PriceOutOfRange"> & {
  readonly lowestFen: Fen;
  readonly highestFen: Fen;
};
/** Below this price the share plan could not pay what it promises first: growers and packing. */
export type PriceBelowFloor = Refusal<"PriceBelowFloor"> & { readonly floorFen: Fen };

/** Whether a pack may be sold at this price. The floor follows from the share plan and is handed in. */
export function decidePrice(
  priceFen: Fen,
  floorFen: Fen | undefined,
): Result<Fen, PriceOutOfRange | PriceBelowFloor> {
  if (priceFen < LOWEST_PRICE_FEN || priceFen > HIGHEST_PRICE_FEN) {
    return refuse({ code: "PriceOutOfRange", lowestFen: LOWEST_PRICE_FEN, highestFen: HIGHEST_PRICE_FEN });
  }
  if (floorFen !== undefined && priceFen < floorFen) return refuse({ code: "PriceBelowFloor", floorFen });
  return ok(priceFen);
}

/** Cached pages that show a product carry these tags; a write drops them. */
export function productTags(productId: string): readonly string[] {
  return [`product:${productId}`, "catalog"];
}
