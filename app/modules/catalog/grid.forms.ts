import { allotmentSteps, READY_CHANNELS, type ReadyChannel } from "./allotments";
import { readYuan } from "./desk.price";
import { PUBLICATION_MOVES, type PublicationMove } from "./product";
import { STOCK_REASONS, type StockReason } from "./stock-reasons";

/** Names of the grid's fields, one of each kind for a pack, its allotment or a listing. */
export const priceField = (skuId: string) => `price.${skuId}`;
/** the price in fen that stood there when the grid was shown */
export const wasField = (skuId: string) => `was.${skuId}`;
export const packsField = (skuId: string, channel: ReadyChannel) => `packs.${skuId}.${channel}`;
/** how many packs were free when the grid was shown */
export const freeField = (skuId: string, channel: ReadyChannel) => `free.${skuId}.${channel}`;
export const moveField = (productId: string) => `move.${productId}`;

export const LONGEST_GRID_REASON = 100;

/** More than any page of the grid has. */
const MOST_CHANGES = 700;
/** visible and hidden ones of a pack and its allotments */
const FIELDS_OF_ROW = 7;

export interface GridTyped {
  readonly prices: readonly { readonly skuId: string; readonly priceFen: bigint; readonly wasFen: bigint }[];
  readonly packs: readonly {
    readonly skuId: string;
    readonly channel: ReadyChannel;
    readonly packs: number;
  }[];
  readonly moves: readonly { readonly productId: string; readonly move: PublicationMove }[];
  readonly stockReason: StockReason | undefined;
  readonly reason: string;
  /** by field, codes under `grid.problem` */
  readonly problems: Readonly<Record<string, GridProblem>>;
}

export type GridProblem =
  | "priceUnreadable"
  | "packsUnreadable"
  | "stockReasonMissing"
  | "reasonMissing"
  | "reasonTooLong";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Values = Readonly<Record<string, string>>;

/**
 * Reads what was changed: a cell that says the same as before is nothing. Packs are read as so many more or fewer, because
 * sales go on while somebody types. A publication wants to know why, and so do packs that come or go.
 */
export function readGrid(values: Values): GridTyped {
  const problems: Record<string, GridProblem> = {};
  const prices: GridTyped["prices"][number][] = [];
  const packs: GridTyped["packs"][number][] = [];
  const moves: GridTyped["moves"][number][] = [];
  for (const [field, typed] of Object.entries(values).slice(0, MOST_CHANGES * FIELDS_OF_ROW)) {
    const [kind, id = "", part] = field.split(".", 3);
    if (!UUID.test(id)) continue;
    if (kind === "move") {
      const move = PUBLICATION_MOVES.find((each) => each === typed);
      if (move) moves.push({ productId: id, move });
    }
    if (kind === "price") {
      const price = readPrice(typed, values[wasField(id)]);
      if (price === undefined) problems[field] = "priceUnreadable";
      else if (price.wasFen !== price.priceFen) prices.push({ skuId: id, ...price });
    }
    const channel = READY_CHANNELS.find((each) => each === part);
    if (kind === "packs" && channel) {
      const change = readChange(typed, values[freeField(id, channel)]);
      if (change === undefined) problems[field] = "packsUnreadable";
      else if (change !== 0) packs.push({ skuId: id, channel, packs: change });
    }
  }
  const stockReason = STOCK_REASONS.find((each) => each === values.stockReason);
  const reason = (values.reason ?? "").trim();
  if (!stockReason && comesOrGoes(packs)) problems.stockReason = "stockReasonMissing";
  if (moves.length > 0 && reason === "") problems.reason = "reasonMissing";
  if (reason.length > LONGEST_GRID_REASON) problems.reason = "reasonTooLong";
  return { prices, packs, moves, stockReason, reason, problems };
}

/** What was typed as a price and what stood there; the same twice where the form does not say what stood there. */
function readPrice(typed: string, was = ""): { priceFen: bigint; wasFen: bigint } | undefined {
  const thousandths = readYuan(typed);
  if (thousandths === undefined || thousandths % 10n !== 0n) return undefined;
  const priceFen = thousandths / 10n;
  return { priceFen, wasFen: /^\d{1,12}$/.test(was) ? BigInt(was) : priceFen };
}

/** How many packs more than stood there, from what was typed; 0 where the form does not say what stood there. */
export function readChange(typed: string, free = ""): number | undefined {
  const packs = typed.trim();
  if (!/^\d{1,6}$/.test(packs)) return undefined;
  return /^\d{1,9}$/.test(free) ? Number(packs) - Number(free) : 0;
}

/** Whether some packs do more than move between the allotments of their pack. */
function comesOrGoes(packs: GridTyped["packs"]): boolean {
  const of = (skuId: string, channel: ReadyChannel) =>
    packs.find((change) => change.skuId === skuId && change.channel === channel)?.packs ?? 0;
  return packs.some(({ skuId }) => {
    const { changes } = allotmentSteps({ shop: of(skuId, "shop"), live: of(skuId, "live") });
    return changes.length > 0;
  });
}
