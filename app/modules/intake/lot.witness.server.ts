import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** A lot that is not the grams and the worth that its slips put in and its issues took out. */
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
       slips.grams, slips.fen AS fen_in,
       (SELECT coalesce(sum(o.fen), 0) FROM lot_issue o WHERE o.lot_id = i.lot_id) AS fen_out
     FROM intake_lot i CROSS JOIN LATERAL (
       SELECT coalesce(sum(s.net_grams), 0) AS grams, coalesce(sum(s.amount_fen), 0) AS fen
         FROM intake_slip s WHERE s.lot_id = i.lot_id AND s.state = 'confirmed'
          AND NOT EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed')) slips
   )
   SELECT c.book_id AS "bookId", 'cost of lot ' || l.code AS subject, told.grams || ' g, ' || told.fen_in || ' in, ' || told.fen_out || ' out' AS expected,
     l.grams_total || ' g, ' || i.fen_in || ' in, ' || i.fen_out || ' out' AS found
   FROM intake_lot i JOIN told ON told.lot_id = i.lot_id JOIN lot l ON l.id = i.lot_id
   JOIN cooperative c ON c.id = i.cooperative_id
   WHERE (l.grams_total, i.fen_in, i.fen_out) IS DISTINCT FROM (told.grams, told.fen_in, told.fen_out) ORDER BY i.lot_id LIMIT 1`,
);

/** The first lot that is not what its slips brought, in grams and in cost, less what went out; within one statement. */
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
