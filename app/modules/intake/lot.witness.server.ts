import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** A lot that is not worth what its slips put in and its issues took out. */
export interface WorthDifference {
  readonly bookId: string;
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

const WORTH = statement<[], WorthDifference>(
  "intake.worthDifference",
  `WITH told AS (
     SELECT i.lot_id,
       (SELECT coalesce(sum(s.amount_fen), 0) FROM intake_slip s WHERE s.lot_id = i.lot_id AND s.state = 'confirmed'
           AND NOT EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed')) AS fen_in,
       (SELECT coalesce(sum(o.fen), 0) FROM lot_issue o WHERE o.lot_id = i.lot_id) AS fen_out
     FROM intake_lot i
   )
   SELECT c.book_id AS "bookId", 'cost of lot ' || l.code AS subject, told.fen_in || ' in, ' || told.fen_out || ' out' AS expected,
     i.fen_in || ' in, ' || i.fen_out || ' out' AS found
   FROM intake_lot i JOIN told ON told.lot_id = i.lot_id JOIN lot l ON l.id = i.lot_id
   JOIN cooperative c ON c.id = i.cooperative_id
   WHERE (i.fen_in, i.fen_out) IS DISTINCT FROM (told.fen_in, told.fen_out) ORDER BY i.lot_id LIMIT 1`,
);

/** The first lot whose cost is not the sum of its slips less what went out; compared within one statement. */
export async function worthDifference(tx: Tx): Promise<WorthDifference | undefined> {
  const [difference] = await tx.run(WORTH, []);
  return difference;
}

/** Goods that left their lots otherwise than with an order. */
export interface OtherIssue {
  readonly eventId: string;
  readonly bookId: string;
  readonly reason: string;
  readonly fen: Fen;
}

const OTHERS = statement<[after: string, limit: number], OtherIssue>(
  "intake.otherIssuesAfter",
  `SELECT i.event_id AS "eventId", c.book_id AS "bookId", i.reason, sum(i.fen)::bigint AS fen
     FROM lot_issue i JOIN cooperative c ON c.id = i.cooperative_id
    WHERE i.order_id IS NULL AND i.event_id > $1 GROUP BY i.event_id, c.book_id, i.reason ORDER BY i.event_id LIMIT $2`,
);

export function otherIssuesAfter(tx: Tx, after: string, limit: number): Promise<OtherIssue[]> {
  return tx.run(OTHERS, [after, limit]);
}
