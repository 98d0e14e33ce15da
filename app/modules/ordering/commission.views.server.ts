import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** What a host's lines foresee and have earned, before anything is taken back by refunds of a part of an order. */
export interface WholeCommission {
  readonly pendingFen: Fen;
  readonly earnedFen: Fen;
}

/** An order of which a part was refunded: every leg of it, so that the host's can be recomputed to the fen. */
export interface PartlyRefunded {
  readonly settled: boolean;
  readonly refundedFen: Fen;
  readonly legs: readonly { readonly fen: Fen; readonly own: boolean }[];
}

type Params = [hostId: string, from: Date, until: Date];
/** Sales of the host paid in the period that stand; those refunded in full left nothing to anybody. */
const STANDING =
  "o.paid_at >= $2 AND o.paid_at < $3 AND o.state IN ('paid', 'packed', 'shipped', 'delivered', 'settled')";

const WHOLE = statement<Params, WholeCommission>(
  "ordering.commission",
  `SELECT coalesce(sum(g.fen) FILTER (WHERE o.settled_at IS NULL), 0)::int8 AS "pendingFen",
     coalesce(sum(g.fen) FILTER (WHERE o.settled_at IS NOT NULL), 0)::int8 AS "earnedFen"
   FROM order_line l JOIN orders o ON o.id = l.order_id JOIN order_leg g ON g.line_id = l.id AND g.kind = 'host'
   WHERE l.host_id = $1 AND ${STANDING} AND o.refunded_fen = 0`,
);

const PARTLY = statement<
  Params,
  Omit<PartlyRefunded, "legs"> & { readonly legs: readonly { readonly fen: string; readonly own: boolean }[] }
>(
  "ordering.commissionOfParts",
  `SELECT o.settled_at IS NOT NULL AS settled, o.refunded_fen AS "refundedFen",
     (SELECT jsonb_agg(jsonb_build_object('fen', g.fen::text, 'own', g.kind = 'host' AND l.host_id = $1)
                       ORDER BY l.position, g.position)
        FROM order_line l JOIN order_leg g ON g.line_id = l.id WHERE l.order_id = o.id) AS legs
   FROM orders o
   WHERE o.id IN (SELECT order_id FROM order_line WHERE host_id = $1) AND ${STANDING} AND o.refunded_fen > 0`,
);

/** The commission on a host's sales paid within [from, until). */
export async function commissionOf(
  tx: Tx,
  { hostId, from, until }: { readonly hostId: string; readonly from: Date; readonly until: Date },
): Promise<{ readonly whole: WholeCommission; readonly parts: readonly PartlyRefunded[] }> {
  const [[whole = { pendingFen: 0n, earnedFen: 0n }], parts] = await Promise.all([
    tx.run(WHOLE, [hostId, from, until]),
    tx.run(PARTLY, [hostId, from, until]),
  ]);
  const read = parts.map((part) => ({
    ...part,
    legs: part.legs.map((leg) => ({ ...leg, fen: BigInt(leg.fen) })),
  }));
  return { whole, parts: read };
}
