import { invariant } from "~/kernel/invariant";
import { pageOf } from "~/kernel/page";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { type Statement, statement } from "~/platform/db/statement";
import type { StockChannel } from "./stock";

export const MOST_STORY_LINES = 50;

/** Where a story goes on: before the line of this moment and id. */
export interface StoryCursor {
  readonly at: Date;
  readonly id: string;
}

interface StoryLine {
  readonly id: string;
  readonly at: Date;
  readonly reason: string;
  readonly note: string;
  /** who did it; null for buyers and the portal itself */
  readonly person: string | null;
}

export interface PackStoryLine extends StoryLine {
  readonly channel: StockChannel;
  /** signed */
  readonly packs: number;
  /** on hand in all allotments after this line */
  readonly balance: number;
  /** of the sale */
  readonly orderNumber: string | null;
}

export interface LotStoryLine extends StoryLine {
  readonly gramsRetail: Grams;
  readonly gramsWholesale: Grams;
  /** for retail after this line */
  readonly balance: Grams;
  /** of a packing that can still be undone */
  readonly undoableRunId: string | null;
}

export interface Story<Line> {
  /** the newest first */
  readonly lines: readonly Line[];
  readonly next: StoryCursor | null;
}

type StoryParams = [id: string, cooperativeId: string, at: Date | null, lineId: string | null, limit: number];

/**
 * Movements and sales of a pack; what is promised of a harvest to come is not there and no part of it. The balance is counted back from what lies there now, so that no line carries a
 * figure of its own that could be wrong.
 */
const PACK_STORY = statement<StoryParams, PackStoryLine>(
  "stock.packStory",
  `WITH mine AS MATERIALIZED (
     SELECT s.id FROM sku s JOIN product p ON p.id = s.product_id WHERE s.id = $1 AND p.cooperative_id = $2
   ), line AS (
     SELECT m.id, m.at, m.channel, m.packs, m.reason, m.note, m.user_id, NULL::uuid AS order_id
       FROM stock_movement m JOIN mine ON mine.id = m.sku_id WHERE m.channel <> 'ahead'
     UNION ALL
     SELECT h.id, h.sold_at, h.channel, -h.packs, 'sold', '', NULL, h.order_id
       FROM stock_hold h JOIN mine ON mine.id = h.sku_id WHERE h.sold_at IS NOT NULL AND h.channel <> 'ahead'
   ), newer AS (
     SELECT coalesce(sum(packs), 0) AS packs FROM line WHERE $3::timestamptz IS NOT NULL AND (at, id) >= ($3, $4::uuid)
   ), page AS (
     SELECT * FROM line WHERE $3::timestamptz IS NULL OR (at, id) < ($3, $4::uuid)
      ORDER BY at DESC, id DESC LIMIT $5
   )
   SELECT page.id, page.at, page.channel, page.packs, page.reason, page.note, u.display_name AS person,
     o.number AS "orderNumber",
     ((SELECT coalesce(sum(on_hand), 0) FROM stock_pool pool
        WHERE pool.sku_id = $1 AND pool.channel <> 'ahead') - (SELECT packs FROM newer)
       - coalesce(sum(page.packs) OVER (ORDER BY page.at DESC, page.id DESC
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))::int AS balance
   FROM page LEFT JOIN users u ON u.id = page.user_id LEFT JOIN orders o ON o.id = page.order_id
   ORDER BY page.at DESC, page.id DESC`,
);

const LOT_STORY = statement<StoryParams, LotStoryLine>(
  "stock.lotStory",
  `WITH mine AS MATERIALIZED (
     SELECT id, grams_total - grams_wholesale - grams_packed - grams_lost - grams_bulk AS left_grams
       FROM lot WHERE id = $1 AND cooperative_id = $2
   ), newer AS (
     SELECT coalesce(sum(m.grams_retail), 0) AS grams FROM lot_movement m JOIN mine ON mine.id = m.lot_id
      WHERE $3::timestamptz IS NOT NULL AND (m.at, m.id) >= ($3, $4::uuid)
   ), page AS (
     SELECT m.* FROM lot_movement m JOIN mine ON mine.id = m.lot_id
      WHERE $3::timestamptz IS NULL OR (m.at, m.id) < ($3, $4::uuid)
      ORDER BY m.at DESC, m.id DESC LIMIT $5
   )
   SELECT page.id, page.at, page.reason, page.note, u.display_name AS person, page.grams_retail AS "gramsRetail",
     page.grams_wholesale AS "gramsWholesale",
     ((SELECT left_grams FROM mine) - (SELECT grams FROM newer)
       - coalesce(sum(page.grams_retail) OVER (ORDER BY page.at DESC, page.id DESC
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))::bigint AS balance,
     CASE WHEN page.reason = 'packed' AND NOT EXISTS (SELECT FROM packing_run c WHERE c.undoes_id = page.packing_run_id)
          THEN page.packing_run_id END AS "undoableRunId"
   FROM page LEFT JOIN users u ON u.id = page.user_id
   ORDER BY page.at DESC, page.id DESC`,
);

export interface AskStory {
  /** of the pack or the lot */
  readonly id: string;
  readonly cooperativeId: string;
  readonly after: StoryCursor | undefined;
  readonly limit: number;
}

async function read<Line extends StoryLine>(
  tx: Tx,
  story: Statement<StoryParams, Line>,
  { id, cooperativeId, after, limit }: AskStory,
): Promise<Story<Line>> {
  invariant(limit >= 1 && limit <= MOST_STORY_LINES, `a page has 1 to ${MOST_STORY_LINES} lines`);
  const rows = await tx.run(story, [id, cooperativeId, after?.at ?? null, after?.id ?? null, limit + 1]);
  const { shown, next } = pageOf(rows, limit, ({ at, id: lineId }) => ({ at, id: lineId }));
  return { lines: shown, next };
}

/** What became of a pack: every movement and sale, the newest first, with what lay there after each. */
export function packStory(tx: Tx, asked: AskStory): Promise<Story<PackStoryLine>> {
  return read(tx, PACK_STORY, asked);
}

/** What became of a lot since it came in, the newest first, with what was left for retail after each line. */
export function lotStory(tx: Tx, asked: AskStory): Promise<Story<LotStoryLine>> {
  return read(tx, LOT_STORY, asked);
}
