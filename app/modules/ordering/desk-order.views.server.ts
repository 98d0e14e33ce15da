import type { Fen } from "~/kernel/money";
import { pageOf } from "~/kernel/page";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type Buyer, buyerShown, type WhetherShown } from "./desk-buyer";
import { BUYER_OF_ORDER } from "./desk-buyer.sql.server";
import type { OrderState } from "./order";

/**
 * Names the desk of a cooperative among the pages that go stale: told with `dropPagesSoon` when an order begins or
 * ceases to wait for its hands, and heard by whoever has the desk open.
 */
export function deskTag(cooperativeId: string): string {
  return `desk:${cooperativeId}`;
}

/** One page of the packing desk: as many orders as fit a long screen. */
export const MOST_DESK_ORDERS = 50;

export interface DeskOrderLine {
  readonly name: LocalizedText;
  readonly skuName: LocalizedText;
  readonly packs: number;
}

/** An order as the cooperative's desk sees it in its list. */
export interface DeskOrder extends Buyer, WhetherShown {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly paidAt: Date | null;
  readonly totalFen: Fen;
  readonly refundedFen: Fen;
  readonly grams: Grams;
  readonly region: LocalizedText;
  /** for goods of a harvest to come: when they will be sent, YYYY-MM-DD; both null for goods that are there */
  readonly shipsFrom: string | null;
  readonly shipsUntil: string | null;
  readonly carrier: string | null;
  readonly waybill: string | null;
  readonly claimUntil: Date | null;
  /** a buyer waits for an answer */
  readonly claimOpen: boolean;
  readonly lines: readonly DeskOrderLine[];
}

export interface DeskOrderPage {
  readonly orders: readonly DeskOrder[];
  /** Where the next page begins; null on the last one. */
  readonly next: DeskCursor | null;
}

/** The last order of the page before. */
export interface DeskCursor {
  readonly placedAt: Date;
  readonly id: string;
}

interface Row extends Omit<DeskOrder, keyof WhetherShown> {
  readonly street: string;
  readonly locked: boolean;
}

/** What waits for somebody's hands is done in the order in which it was promised; all else is read, the latest first. */
const WAITING: ReadonlySet<OrderState> = new Set(["paid", "packed", "shipped"]);

interface Listing {
  readonly beyond: "<" | ">";
  readonly order: "ASC" | "DESC";
  readonly only?: string;
}

function listSql({ beyond, order, only = "true" }: Listing): string {
  return `SELECT o.id, o.number, o.state, o.placed_at AS "placedAt", o.paid_at AS "paidAt", o.total_fen AS "totalFen",
     o.refunded_fen AS "refundedFen", o.grams, ${BUYER_OF_ORDER}, o.region, o.carrier, o.waybill,
     o.claim_until AS "claimUntil",
     EXISTS (SELECT FROM claim c WHERE c.order_id = o.id AND c.state = 'open') AS "claimOpen",
     o.ships_from AS "shipsFrom", o.ships_until AS "shipsUntil",
     (SELECT jsonb_agg(jsonb_build_object('name', l.name, 'skuName', l.sku_name, 'packs', l.packs) ORDER BY l.position)
      FROM order_line l WHERE l.order_id = o.id) AS lines
   FROM orders o
   WHERE o.cooperative_id = $1 AND o.state = ANY($2::text[]) AND ${only}
     AND ($3::timestamptz IS NULL OR (o.placed_at, o.id) ${beyond} ($3, $4::uuid))
   ORDER BY o.placed_at ${order}, o.id ${order} LIMIT $5`;
}

type ListParams = [string, string[], Date | null, string | null, number];
const LATEST_FIRST = statement<ListParams, Row>(
  "ordering.deskOrders",
  listSql({ beyond: "<", order: "DESC" }),
);
const OLDEST_FIRST = statement<ListParams, Row>(
  "ordering.deskOrdersWaiting",
  listSql({ beyond: ">", order: "ASC" }),
);
const WITH_CLAIM = statement<ListParams, Row>(
  "ordering.deskOrdersClaimed",
  listSql({
    beyond: ">",
    order: "ASC",
    only: "o.id IN (SELECT order_id FROM claim WHERE cooperative_id = $1 AND state = 'open')",
  }),
);

/**
 * A cooperative's orders in some states, page by page. Where all of them wait for somebody's hands, the one promised
 * first stands first; other lists begin with the latest.
 */
export async function deskOrders(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly states: readonly OrderState[];
    /** only those about which a buyer waits for an answer, who has waited longest first */
    readonly claimed?: boolean;
    readonly after: DeskCursor | null;
    /** numbers of those behind whose mask the reader looked just now, which is written down */
    readonly shown: ReadonlySet<string>;
  },
): Promise<DeskOrderPage> {
  const { cooperativeId, states, claimed, after, shown } = input;
  const usual = states.every((state) => WAITING.has(state)) ? OLDEST_FIRST : LATEST_FIRST;
  const list = claimed ? WITH_CLAIM : usual;
  const rows = await tx.run(list, [
    cooperativeId,
    [...states],
    after?.placedAt ?? null,
    after?.id ?? null,
    MOST_DESK_ORDERS + 1,
  ]);
  const { shown: page, next } = pageOf(rows, MOST_DESK_ORDERS, ({ placedAt, id }) => ({ placedAt, id }));
  return { orders: page.map((row) => buyerShown(row, shown.has(row.number))), next };
}

const COUNTS = statement<[string], { state: OrderState; orders: number }>(
  "ordering.deskCounts",
  `SELECT state, count(*)::int AS orders FROM orders WHERE cooperative_id = $1
     AND state IN ('placed', 'paid', 'packed', 'shipped', 'delivered') GROUP BY state`,
);

/** How many orders wait in each state that still asks something of somebody. */
export async function deskOrderCounts(
  tx: Tx,
  cooperativeId: string,
): Promise<ReadonlyMap<OrderState, number>> {
  const rows = await tx.run(COUNTS, [cooperativeId]);
  return new Map(rows.map((row) => [row.state, row.orders]));
}
