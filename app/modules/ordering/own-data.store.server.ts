import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { ClaimReason, ClaimState } from "./claim";
import type { Consent, OrderState } from "./order";

/** An order as its buyer takes it away: amounts in fen as text, times as ISO 8601 text. */
export interface OwnOrder {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly cooperative: LocalizedText;
  readonly servicePhone: string;
  readonly placedAt: string;
  /** when the transaction was over: settled, refunded or closed; null while it goes on */
  readonly endedAt: string | null;
  readonly paid: boolean;
  readonly totalFen: string;
  readonly freightFen: string;
  readonly refundedFen: string;
  readonly recipient: string;
  readonly phone: string;
  readonly region: LocalizedText;
  readonly street: string;
  readonly note: string;
  readonly carrier: string | null;
  readonly waybill: string | null;
  readonly consents: readonly Consent[];
  readonly contactLockedAt: string | null;
  readonly lines: readonly {
    readonly name: LocalizedText;
    readonly skuName: LocalizedText;
    readonly packs: number;
    readonly goodsFen: string;
  }[];
  readonly claims: readonly OwnClaim[];
  readonly events: readonly { readonly kind: string; readonly at: string }[];
}

/** What the buyer said was not good, and the answer. */
export interface OwnClaim {
  readonly reason: ClaimReason;
  readonly words: string;
  readonly state: ClaimState;
  readonly askedFen: string;
  readonly givenFen: string | null;
  readonly answer: string;
  readonly at: string;
}

const orders = statement<[userId: string, limit: number], OwnOrder>(
  "ordering.ownOrders",
  `SELECT o.id, o.number, o.state, c.name AS cooperative, c.service_phone AS "servicePhone", to_json(o.placed_at) AS "placedAt",
     CASE WHEN o.state IN ('settled', 'refunded', 'lapsed', 'cancelled')
       THEN to_json(greatest(o.placed_at, o.settled_at, o.closed_at)) END AS "endedAt",
     o.paid_at IS NOT NULL AS paid, o.total_fen::text AS "totalFen", o.freight_fen::text AS "freightFen",
     o.refunded_fen::text AS "refundedFen", o.recipient, o.phone, o.region, o.street, o.note, o.carrier, o.waybill,
     o.consents, to_json(o.contact_locked_at) AS "contactLockedAt",
     (SELECT jsonb_agg(jsonb_build_object('name', l.name, 'skuName', l.sku_name, 'packs', l.packs,
        'goodsFen', l.goods_fen::text) ORDER BY l.position) FROM order_line l WHERE l.order_id = o.id) AS lines,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('reason', m.reason, 'words', m.words, 'state', m.state,
        'askedFen', m.asked_fen::text, 'givenFen', m.given_fen::text, 'answer', m.answer, 'at', m.opened_at)
        ORDER BY m.opened_at, m.id), '[]') FROM claim m WHERE m.order_id = o.id) AS claims,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at) ORDER BY e.at, e.id), '[]')
        FROM order_event e WHERE e.order_id = o.id) AS events
   FROM orders o JOIN cooperative c ON c.id = o.cooperative_id
   WHERE o.user_id = $1 ORDER BY o.placed_at DESC, o.id DESC LIMIT $2`,
);

/** The orders somebody placed while signed in, the latest first. */
export function ownOrders(tx: Tx, userId: string, limit: number): Promise<OwnOrder[]> {
  return tx.run(orders, [userId, limit]);
}

export interface OwnCartLine {
  readonly product: LocalizedText;
  readonly packs: number;
  readonly addedAt: string;
}
const carts = statement<[userId: string, limit: number], OwnCartLine>(
  "ordering.ownCarts",
  `SELECT p.name AS product, l.packs, to_json(l.added_at) AS "addedAt"
   FROM cart c JOIN cart_line l ON l.cart_id = c.id JOIN sku s ON s.id = l.sku_id JOIN product p ON p.id = s.product_id
   WHERE c.user_id = $1 ORDER BY l.added_at DESC LIMIT $2`,
);
export function ownCarts(tx: Tx, userId: string, limit: number): Promise<OwnCartLine[]> {
  return tx.run(carts, [userId, limit]);
}

/** What closing an account has to look at, of one person's orders; locked, so that none moves meanwhile. */
export interface OrderToClose {
  readonly id: string;
  readonly number: string;
  readonly over: boolean;
  readonly paid: boolean;
  readonly regionCode: string;
  readonly touchIds: readonly string[];
}
const toClose = statement<[userId: string], OrderToClose>(
  "ordering.ordersToClose",
  `SELECT o.id, o.number, o.state IN ('settled', 'refunded', 'lapsed', 'cancelled') AS over, o.paid_at IS NOT NULL AS paid,
     o.region_code AS "regionCode",
     ARRAY(SELECT l.touch_id FROM order_line l WHERE l.order_id = o.id AND l.touch_id IS NOT NULL) AS "touchIds"
   FROM orders o WHERE o.user_id = $1 AND o.contact_erased_at IS NULL FOR UPDATE`,
);
export function ordersToClose(tx: Tx, userId: string): Promise<OrderToClose[]> {
  return tx.run(toClose, [userId]);
}

const lock = statement<[orderIds: readonly string[], now: Date], never>(
  "ordering.lockContacts",
  "UPDATE orders SET contact_locked_at = $2 WHERE id = ANY($1::uuid[]) AND contact_locked_at IS NULL",
);
/** From now on name and address are kept for the law alone. */
export async function lockContacts(tx: Tx, orderIds: readonly string[], now: Date): Promise<void> {
  if (orderIds.length > 0) await tx.run(lock, [orderIds, now]);
}

const deleteCarts = statement<[userId: string], never>(
  "ordering.dropCartsOfUser",
  "DELETE FROM cart WHERE user_id = $1",
);
export async function dropCarts(tx: Tx, userId: string): Promise<void> {
  await tx.run(deleteCarts, [userId]);
}

const touchesOf = statement<[userId: string], { readonly id: string }>(
  "ordering.touchesOfBuyer",
  `SELECT DISTINCT l.touch_id AS id FROM orders o JOIN order_line l ON l.order_id = o.id
    WHERE o.user_id = $1 AND l.touch_id IS NOT NULL`,
);
/** The visits that a person's orders were credited to. */
export async function touchesOfBuyer(tx: Tx, userId: string): Promise<string[]> {
  return (await tx.run(touchesOf, [userId])).map(({ id }) => id);
}
