import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/**
 * What still waits for somebody: of refund `r` of order `o`. A failed one was not sent again, and its amount has not gone
 * back another way since; what came back from the buyer's bank has no refund after it.
 */
const STUCK = `(
  r.state = 'failed' AND o.refunded_fen + r.amount_fen <= o.total_fen
    AND NOT EXISTS (SELECT FROM refund n WHERE n.again_of = r.id)
  OR r.state = 'bounced'
    AND NOT EXISTS (SELECT FROM refund n WHERE n.order_id = r.order_id AND n.requested_at > r.requested_at))`;

/** Orders whose buyer was to be given money back and was not. */
export interface FailedRefunds {
  readonly count: number;
  /** of the order that has waited longest */
  readonly orderNumber: string;
}

const FAILED_REFUNDS = statement<[cooperativeId: string], FailedRefunds>(
  "ordering.failedRefunds",
  `SELECT o.number AS "orderNumber", count(*) OVER ()::int AS count
     FROM refund r JOIN orders o ON o.id = r.order_id
    WHERE r.state IN ('failed', 'bounced') AND o.cooperative_id = $1 AND ${STUCK}
    ORDER BY r.requested_at, o.id LIMIT 1`,
);

/** Refunds that failed and were not asked for anew; undefined when there are none. One statement. */
export async function failedRefunds(tx: Tx, cooperativeId: string): Promise<FailedRefunds | undefined> {
  const [first] = await tx.run(FAILED_REFUNDS, [cooperativeId]);
  return first;
}

/** A refund of an order that did not reach the buyer. */
export interface StuckRefund {
  readonly id: string;
  /** `failed`: nothing moved, it can be sent again; `bounced`: it came back, and another way has to be found */
  readonly state: "failed" | "bounced";
  readonly amountFen: Fen;
  readonly finishedAt: Date;
}

const STUCK_OF_ORDER = statement<[orderId: string], StuckRefund>(
  "ordering.stuckRefunds",
  `SELECT r.id, r.state, r.amount_fen AS "amountFen", r.finished_at AS "finishedAt"
     FROM refund r JOIN orders o ON o.id = r.order_id
    WHERE r.order_id = $1 AND r.state IN ('failed', 'bounced') AND ${STUCK}
      AND NOT EXISTS (SELECT FROM claim c WHERE c.refund_id = r.id)
    ORDER BY r.requested_at, r.id`,
);

/** An order's refunds that still wait for somebody, but for those of claims, which stand with their claim. */
export function stuckRefunds(tx: Tx, orderId: string): Promise<StuckRefund[]> {
  return tx.run(STUCK_OF_ORDER, [orderId]);
}
