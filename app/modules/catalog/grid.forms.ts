import { readYuan } from "./desk.price";
import { PUBLICATION_MOVES, type PublicationMove } from "./product";

/** Names of the grid's fields, one of each kind for a pack or a listing. */
export const priceField = (skuId: string) => `price.${skuId}`;
/** the price in fen that stood there when the grid was shown */
export const wasField = (skuId: string) => `was.${skuId}`;
export const moveField = (productId: string) => `move.${productId}`;

export const LONGEST_GRID_REASON = 100;

/** More than any page of the grid has. */
const MOST_CHANGES = 700;

export interface GridTyped {
  readonly prices: readonly { readonly skuId: string; readonly priceFen: bigint; readonly wasFen: bigint }[];
  readonly moves: readonly { readonly productId: string; readonly move: PublicationMove }[];
  readonly reason: string;
  /** by field, codes under `grid.problem` */
  readonly problems: Readonly<Record<string, GridProblem>>;
}

export type GridProblem = "priceUnreadable" | "reasonMissing" | "reasonTooLong";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads what was changed: a price that says the same as before is none. A publication wants to know why. */
export function readGrid(values: Readonly<Record<string, string>>): GridTyped {
  const prices: GridTyped["prices"][number][] = [];
  const moves: GridTyped["moves"][number][] = [];
  const problems: Record<string, GridProblem> = {};
  for (const [field, typed] of Object.entries(values).slice(0, MOST_CHANGES * 2)) {
    const [kind, id = ""] = field.split(".", 2);
    if (!UUID.test(id)) continue;
    if (kind === "move") {
      const move = PUBLICATION_MOVES.find((each) => each === typed);
      if (move) moves.push({ productId: id, move });
    }
    if (kind !== "price") continue;
    const was = values[wasField(id)] ?? "";
    const thousandths = readYuan(typed);
    if (thousandths === undefined || thousandths % 10n !== 0n) problems[field] = "priceUnreadable";
    else if (/^\d{1,12}$/.test(was) && thousandths / 10n !== BigInt(was)) {
      prices.push({ skuId: id, priceFen: thousandths / 10n, wasFen: BigInt(was) });
    }
  }
  const reason = (values.reason ?? "").trim();
  if (moves.length > 0 && reason === "") problems.reason = "reasonMissing";
  if (reason.length > LONGEST_GRID_REASON) problems.reason = "reasonTooLong";
  return { prices, moves, reason, problems };
}
