import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** What somebody at a cooperative's desk has begun and not ended. */
export interface DeskUnfinished {
  /** listings the alliance has sent back and nobody has handed in again */
  readonly sentBack: number;
  /** listings and changes of listings that were begun here and not handed in */
  readonly drafts: number;
  /** the stock-take that is open, and how many things have been counted in it */
  readonly countId: string | null;
  readonly counted: number;
}

const UNFINISHED = statement<[cooperativeId: string], DeskUnfinished>(
  "catalog.deskUnfinished",
  `SELECT (SELECT count(*)::int FROM product p
            WHERE p.cooperative_id = $1 AND p.state <> 'archived'
              AND 'askChanges' = (SELECT e.move FROM listing_event e WHERE e.product_id = p.id
                                   ORDER BY e.at DESC, e.id DESC LIMIT 1)) AS "sentBack",
     (SELECT count(*)::int FROM product p
       WHERE p.cooperative_id = $1 AND p.state <> 'archived'
         AND (p.state = 'draft' OR EXISTS (SELECT FROM listing_revision r
                                            WHERE r.product_id = p.id AND r.state = 'editing'))
         AND 'askChanges' IS DISTINCT FROM (SELECT e.move FROM listing_event e WHERE e.product_id = p.id
                                             ORDER BY e.at DESC, e.id DESC LIMIT 1)) AS drafts,
     open.id AS "countId",
     (SELECT count(*)::int FROM stock_count_line line WHERE line.count_id = open.id) AS counted
   FROM (VALUES (1)) one LEFT JOIN stock_count open ON open.cooperative_id = $1 AND open.outcome IS NULL`,
);

/** Listings sent back or not handed in, and a stock-take left open. One statement. */
export async function deskUnfinished(tx: Tx, cooperativeId: string): Promise<DeskUnfinished> {
  const [row] = await tx.run(UNFINISHED, [cooperativeId]);
  return row ?? { sentBack: 0, drafts: 0, countId: null, counted: 0 };
}
