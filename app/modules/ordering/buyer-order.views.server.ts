import { maskPhone } from "~/kernel/masking";
import type { Fen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { OrderEventKind, OrderState } from "./order";
import { EVENTS_IN_ORDER } from "./order-events.sql.server";

/** An order and what decides whether somebody may see it. */
export interface FoundOrder {
  readonly id: string;
  readonly userId: string | null;
  readonly paymentId: string;
  readonly shown: BuyerOrder;
}

/** An order as its buyer sees it, in one language. */
export interface BuyerOrder {
  readonly number: string;
  readonly state: OrderState;
  readonly placedAt: Date;
  /** Unpaid goods go back on sale then. */
  readonly lapsesAt: Date;
  readonly claimUntil: Date | null;
  readonly settledAt: Date | null;
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  readonly totalFen: Fen;
  /** Asked back so far, whether the money has arrived or not. */
  readonly refundedFen: Fen;
  readonly recipient: string;
  /** With its middle hidden: the page may be looked at over a shoulder. */
  readonly phone: string;
  readonly region: string;
  readonly street: string;
  readonly note: string;
  /** for goods of a harvest to come: when they will be sent, YYYY-MM-DD; both null for goods that are there */
  readonly shipsFrom: string | null;
  readonly shipsUntil: string | null;
  readonly carrier: string | null;
  readonly waybill: string | null;
  readonly cooperative: { readonly slug: string; readonly name: string; readonly servicePhone: string };
  readonly lines: readonly BuyerOrderLine[];
  /** The legs of all lines, summed up by kind, in the order in which they are shown. */
  readonly legs: readonly BuyerOrderLeg[];
  /** Whose links led here; `duty`: attributed but unpaid. */
  readonly hosts: readonly { readonly name: string; readonly duty: boolean }[];
  readonly villages: readonly { readonly slug: string; readonly name: string }[];
  readonly events: readonly { readonly kind: OrderEventKind; readonly at: Date }[];
  /** Paid together with this one; without it. */
  readonly siblings: readonly BuyerOrderSibling[];
}

export interface BuyerOrderLine {
  readonly productSlug: string;
  readonly name: string;
  readonly skuName: string;
  readonly packs: number;
  /** Of one pack. */
  readonly netGrams: Grams;
  readonly goodsFen: Fen;
}

export interface BuyerOrderLeg {
  readonly kind: string;
  readonly fen: Fen;
  /** Who exactly: the collectives or hosts behind a leg of several lines. Empty where the kind says it all. */
  readonly names: readonly string[];
}

export interface BuyerOrderSibling {
  readonly number: string;
  readonly state: OrderState;
  readonly totalFen: Fen;
  readonly cooperativeName: string;
}

/** How amounts and instants come out of jsonb: as text, so that none is squeezed through a float. */
type AsText<T> = { [Name in keyof T]: T[Name] extends bigint | Date ? string : T[Name] };
type Row = Omit<BuyerOrder & FoundOrder, "shown" | "lines" | "legs" | "events" | "siblings"> & {
  readonly lines: readonly AsText<BuyerOrderLine>[];
  readonly legs: readonly AsText<BuyerOrderLeg>[];
  readonly events: readonly AsText<BuyerOrder["events"][number]>[];
  readonly siblings: readonly AsText<BuyerOrderSibling>[];
};

const ORDER = statement<[string, Locale], Row>(
  "ordering.buyerOrder",
  `SELECT o.id, o.user_id AS "userId", o.payment_id AS "paymentId", o.number, o.state, o.placed_at AS "placedAt",
     o.lapses_at AS "lapsesAt", o.claim_until AS "claimUntil", o.settled_at AS "settledAt", o.goods_fen AS "goodsFen",
     o.freight_fen AS "freightFen", o.total_fen AS "totalFen", o.refunded_fen AS "refundedFen", o.recipient, o.phone,
     o.region ->> $2 AS region, o.street, o.note, o.carrier, o.waybill,
     o.ships_from AS "shipsFrom", o.ships_until AS "shipsUntil",
     jsonb_build_object('slug', co.slug, 'name', co.name ->> $2, 'servicePhone', co.service_phone) AS cooperative,
     (SELECT jsonb_agg(jsonb_build_object('productSlug', p.slug, 'name', l.name ->> $2, 'skuName', l.sku_name ->> $2,
          'packs', l.packs, 'netGrams', l.net_grams::text, 'goodsFen', l.goods_fen::text) ORDER BY l.position)
        FROM order_line l JOIN product p ON p.id = l.product_id WHERE l.order_id = o.id) AS lines,
     (SELECT jsonb_agg(jsonb_build_object('kind', leg.kind, 'fen', leg.fen::text, 'names', leg.names)
          ORDER BY leg.place)
        FROM (SELECT g.kind, sum(g.fen) AS fen, min(g.position) AS place,
                to_jsonb(array_remove(array_agg(DISTINCT CASE g.kind WHEN 'collective' THEN cl.name ->> $2
                  WHEN 'host' THEN h.name ->> $2 WHEN 'cooperative' THEN co.name ->> $2 END), NULL)) AS names
              FROM order_line l JOIN order_leg g ON g.line_id = l.id
              LEFT JOIN collective cl ON cl.village_id = l.village_id LEFT JOIN host h ON h.id = l.host_id
              WHERE l.order_id = o.id GROUP BY g.kind) leg) AS legs,
     (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('name', h.name ->> $2, 'duty', h.duty)), '[]')
        FROM order_line l JOIN host h ON h.id = l.host_id WHERE l.order_id = o.id) AS hosts,
     (SELECT jsonb_agg(DISTINCT jsonb_build_object('slug', v.slug, 'name', v.name ->> $2))
        FROM order_line l JOIN village v ON v.id = l.village_id WHERE l.order_id = o.id) AS villages,
     (SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at) ORDER BY ${EVENTS_IN_ORDER})
        FROM order_event e WHERE e.order_id = o.id) AS events,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'state', s.state, 'totalFen', s.total_fen::text,
          'cooperativeName', sc.name ->> $2) ORDER BY s.id), '[]')
        FROM orders s JOIN cooperative sc ON sc.id = s.cooperative_id
        WHERE s.payment_id = o.payment_id AND s.id <> o.id) AS siblings
   FROM orders o JOIN cooperative co ON co.id = o.cooperative_id WHERE o.number = $1`,
);

/** An order by its number, as `readNumber` gives it; undefined when there is none. One query. */
export async function buyerOrder(
  tx: Tx,
  { number, locale }: { readonly number: string; readonly locale: Locale },
): Promise<FoundOrder | undefined> {
  const [row] = await tx.run(ORDER, [number, locale]);
  if (!row) return undefined;
  const { id, userId, paymentId, ...order } = row;
  return { id, userId, paymentId, shown: shownOf(order) };
}

function shownOf(row: Omit<Row, "id" | "userId" | "paymentId">): BuyerOrder {
  return {
    ...row,
    phone: maskPhone(row.phone),
    lines: row.lines.map((line) => ({
      ...line,
      netGrams: BigInt(line.netGrams),
      goodsFen: BigInt(line.goodsFen),
    })),
    legs: row.legs.map((leg) => ({ ...leg, fen: BigInt(leg.fen) })),
    events: row.events.map((event) => ({ ...event, at: new Date(event.at) })),
    siblings: row.siblings.map((sibling) => ({ ...sibling, totalFen: BigInt(sibling.totalFen) })),
  };
}

const BY_PHONE = statement<[string, string], { paymentId: string }>(
  "ordering.paymentByPhone",
  `SELECT payment_id AS "paymentId" FROM orders WHERE number = $1 AND phone = $2
     AND contact_locked_at IS NULL`,
);

/** The payment of an order that was placed with this phone number: the proof that the asker may see it. */
export async function paymentOfLookup(
  tx: Tx,
  { number, phone }: { readonly number: string; readonly phone: string },
): Promise<string | undefined> {
  return (await tx.run(BY_PHONE, [number, phone]))[0]?.paymentId;
}
