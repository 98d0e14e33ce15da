import type { Fen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type Buyer, buyerShown, type WhetherShown } from "./desk-buyer";
import { BUYER_OF_ORDER } from "./desk-buyer.sql.server";
import type { OrderEventKind, OrderState } from "./order";
import { EVENTS_IN_ORDER } from "./order-events.sql.server";

/** One order on the cooperative's desk, in one language. */
export interface DeskOrderDetail extends Buyer, WhetherShown {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly claimUntil: Date | null;
  readonly settledAt: Date | null;
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  readonly totalFen: Fen;
  readonly refundedFen: Fen;
  readonly grams: Grams;
  readonly region: string;
  /** for goods of a harvest to come: when they will be sent, YYYY-MM-DD; both null for goods that are there */
  readonly shipsFrom: string | null;
  readonly shipsUntil: string | null;
  readonly carrier: string | null;
  readonly waybill: string | null;
  readonly lines: readonly DeskDetailLine[];
  /** the legs of all lines, summed up by kind, in the order in which they are paid */
  readonly legs: readonly { readonly kind: string; readonly fen: Fen; readonly names: readonly string[] }[];
  readonly events: readonly DeskOrderEvent[];
}

export interface DeskDetailLine {
  readonly name: string;
  readonly skuName: string;
  readonly packs: number;
  readonly netGrams: Grams;
  readonly goodsFen: Fen;
}

export interface DeskOrderEvent {
  readonly kind: OrderEventKind;
  readonly at: Date;
  /** who did it, null for the buyer and for what happens by itself */
  readonly by: string | null;
  /** the reason given with a cancellation or refund; empty where there is none */
  readonly note: string;
}

/** How amounts and instants come out of jsonb: as text, so that none is squeezed through a float. */
type AsText<T> = { [Name in keyof T]: T[Name] extends bigint | Date ? string : T[Name] };
type Row = Omit<DeskOrderDetail, keyof WhetherShown | "lines" | "legs" | "events"> & {
  readonly street: string;
  readonly locked: boolean;
  readonly lines: readonly AsText<DeskDetailLine>[];
  readonly legs: readonly AsText<DeskOrderDetail["legs"][number]>[];
  readonly events: readonly AsText<DeskOrderEvent>[];
};

const ORDER = statement<[cooperativeId: string, number: string, locale: Locale], Row>(
  "ordering.deskOrder",
  `SELECT o.id, o.number, o.state, o.placed_at AS "placedAt", o.claim_until AS "claimUntil",
     o.settled_at AS "settledAt", o.goods_fen AS "goodsFen", o.freight_fen AS "freightFen", o.total_fen AS "totalFen",
     o.refunded_fen AS "refundedFen", o.grams, ${BUYER_OF_ORDER}, o.region ->> $3 AS region, o.carrier, o.waybill,
     o.ships_from AS "shipsFrom", o.ships_until AS "shipsUntil",
     (SELECT jsonb_agg(jsonb_build_object('name', l.name ->> $3, 'skuName', l.sku_name ->> $3, 'packs', l.packs,
          'netGrams', l.net_grams::text, 'goodsFen', l.goods_fen::text) ORDER BY l.position)
        FROM order_line l WHERE l.order_id = o.id) AS lines,
     (SELECT jsonb_agg(jsonb_build_object('kind', leg.kind, 'fen', leg.fen::text, 'names', leg.names)
          ORDER BY leg.place)
        FROM (SELECT g.kind, sum(g.fen) AS fen, min(g.position) AS place,
                to_jsonb(array_remove(array_agg(DISTINCT CASE g.kind WHEN 'collective' THEN cl.name ->> $3
                  WHEN 'host' THEN h.name ->> $3 END), NULL)) AS names
              FROM order_line l JOIN order_leg g ON g.line_id = l.id
              LEFT JOIN collective cl ON cl.village_id = l.village_id LEFT JOIN host h ON h.id = l.host_id
              WHERE l.order_id = o.id GROUP BY g.kind) leg) AS legs,
     (SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at, 'by', u.display_name,
          'note', coalesce(e.data ->> 'note', '')) ORDER BY ${EVENTS_IN_ORDER})
        FROM order_event e LEFT JOIN users u ON u.id = e.user_id AND u.id IS DISTINCT FROM o.user_id
        WHERE e.order_id = o.id) AS events
   FROM orders o WHERE o.cooperative_id = $1 AND o.number = $2`,
);

/**
 * An order of a cooperative by its number, as `readNumber` gives it; undefined when it has none such. One query. `shown`:
 * whoever asks looked behind the mask just now, and it is written down.
 */
export async function deskOrder(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly number: string;
    readonly locale: Locale;
    readonly shown: boolean;
  },
): Promise<DeskOrderDetail | undefined> {
  const [row] = await tx.run(ORDER, [input.cooperativeId, input.number, input.locale]);
  if (!row) return undefined;
  return {
    ...buyerShown(row, input.shown),
    lines: row.lines.map((line) => ({
      ...line,
      netGrams: BigInt(line.netGrams),
      goodsFen: BigInt(line.goodsFen),
    })),
    legs: row.legs.map((leg) => ({ ...leg, fen: BigInt(leg.fen) })),
    events: row.events.map((event) => ({ ...event, at: new Date(event.at) })),
  };
}

/** What the desk's first page says of sales since the month began. */
export interface DeskMonth {
  readonly orders: number;
  readonly totalFen: Fen;
  readonly refundedFen: Fen;
  /** when the order that has waited longest to be packed was paid */
  readonly oldestUnpackedAt: Date | null;
}

const MONTH = statement<[cooperativeId: string, since: Date], DeskMonth>(
  "ordering.deskMonth",
  `SELECT count(*)::int AS orders, coalesce(sum(total_fen), 0)::bigint AS "totalFen",
     coalesce(sum(refunded_fen), 0)::bigint AS "refundedFen",
     (SELECT min(paid_at) FROM orders WHERE cooperative_id = $1 AND state = 'paid') AS "oldestUnpackedAt"
   FROM orders WHERE cooperative_id = $1 AND placed_at >= $2 AND paid_at >= $2`,
);

/** Orders placed and paid since `since`, with what was paid for them and what of it was given back. */
export async function deskMonth(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly since: Date },
): Promise<DeskMonth> {
  const [row] = await tx.run(MONTH, [input.cooperativeId, input.since]);
  return row ?? { orders: 0, totalFen: 0n, refundedFen: 0n, oldestUnpackedAt: null };
}
