import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** As many past stock-takes as the desk shows: about two years of monthly ones. */
export const MOST_COUNTS = 24;

export interface CountView {
  readonly countId: string;
  readonly openedAt: Date;
  readonly openedBy: string | null;
  /** posted or givenUp; null while open */
  readonly outcome: "posted" | "givenUp" | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly counted: number;
  /** of the counted things, those that differ */
  readonly differ: number;
}

const COUNTS = statement<[cooperativeId: string, countId: string | null, limit: number], CountView>(
  "count.views",
  `SELECT c.id AS "countId", c.opened_at AS "openedAt", opener.display_name AS "openedBy", c.outcome,
     c.closed_at AS "closedAt", closer.display_name AS "closedBy",
     (SELECT count(*)::int FROM stock_count_line l WHERE l.count_id = c.id) AS counted,
     (SELECT count(*)::int FROM stock_count_line l WHERE l.count_id = c.id AND l.counted <> l.expected) AS differ
   FROM stock_count c LEFT JOIN users opener ON opener.id = c.opened_by_user_id
   LEFT JOIN users closer ON closer.id = c.closed_by_user_id
   WHERE c.cooperative_id = $1 AND ($2::uuid IS NULL OR c.id = $2)
   ORDER BY c.opened_at DESC, c.id LIMIT $3`,
);

/** The cooperative's stock-takes, the newest first. */
export function countViews(tx: Tx, cooperativeId: string): Promise<CountView[]> {
  return tx.run(COUNTS, [cooperativeId, null, MOST_COUNTS]);
}

/** One stock-take of the cooperative. */
export async function countView(
  tx: Tx,
  cooperativeId: string,
  countId: string,
): Promise<CountView | undefined> {
  return (await tx.run(COUNTS, [cooperativeId, countId, 1]))[0];
}
