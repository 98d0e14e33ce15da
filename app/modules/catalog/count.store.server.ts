import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { CountedKind, CountLine } from "./count";

const OPEN = statement<[id: string, cooperativeId: string, now: Date, userId: string], { id: string }>(
  "count.open",
  `WITH made AS (
     INSERT INTO stock_count (id, cooperative_id, opened_at, opened_by_user_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (cooperative_id) WHERE outcome IS NULL DO NOTHING RETURNING id
   )
   SELECT id FROM made UNION ALL SELECT id FROM stock_count WHERE cooperative_id = $2 AND outcome IS NULL LIMIT 1`,
);

/** Opens a stock-take, or gives the one that is open: `fresh` tells which. */
export async function openCount(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly userId: string; readonly now: Date },
): Promise<{ readonly countId: string; readonly fresh: boolean } | undefined> {
  const id = newId(input.now);
  const [row] = await tx.run(OPEN, [id, input.cooperativeId, input.now, input.userId]);
  return row && { countId: row.id, fresh: row.id === id };
}

export interface LockedCount {
  readonly countId: string;
  readonly outcome: string | null;
}

const LOCK = statement<[countId: string, cooperativeId: string], LockedCount>(
  "count.lock",
  `SELECT id AS "countId", outcome FROM stock_count WHERE id = $1 AND cooperative_id = $2 FOR UPDATE`,
);

/** The stock-take, if this cooperative has it; nobody enters or posts until the transaction ends. */
export async function lockCount(
  tx: Tx,
  countId: string,
  cooperativeId: string,
): Promise<LockedCount | undefined> {
  return (await tx.run(LOCK, [countId, cooperativeId]))[0];
}

export interface CountEntry {
  readonly countId: string;
  readonly cooperativeId: string;
  readonly kind: CountedKind;
  readonly subjectId: string;
  readonly counted: bigint;
  readonly userId: string;
  readonly now: Date;
}

/**
 * What should lie there is read in the statement that writes the line. Of packs that is what is on hand, buyers' holds
 * included, and what is sold and not packed yet: it still stands on the shelf. What is promised of a harvest to come stands nowhere; what is kept
 * aside for it does.
 */
const EXPECTED_PACKS = `(SELECT coalesce(sum(on_hand), 0) FROM stock_pool WHERE sku_id = s.id AND channel <> 'ahead')
  + (SELECT coalesce(sum(h.packs), 0) FROM orders o JOIN stock_hold h ON h.order_id = o.id
      WHERE o.cooperative_id = $2 AND o.state = 'paid' AND h.sku_id = s.id AND h.state = 'sold' AND h.channel <> 'ahead')`;

const ENTER = statement<
  [string, string, string, string, bigint, Date, string],
  { readonly expected: bigint }
>(
  "count.enter",
  `INSERT INTO stock_count_line (count_id, kind, subject_id, counted, expected, counted_at, counted_by_user_id)
   SELECT $1, $3, found.id, $5, found.expected, $6, $7
     FROM (SELECT s.id, ${EXPECTED_PACKS} AS expected FROM sku s JOIN product p ON p.id = s.product_id
            WHERE $3 = 'sku' AND s.id = $4 AND p.cooperative_id = $2
           UNION ALL
           SELECT lot.id, lot.grams_total - lot.grams_packed - lot.grams_lost - lot.grams_bulk FROM lot
            WHERE $3 = 'lot' AND lot.id = $4 AND lot.cooperative_id = $2) found
   ON CONFLICT (count_id, kind, subject_id) DO UPDATE SET counted = excluded.counted, expected = excluded.expected,
     counted_at = excluded.counted_at, counted_by_user_id = excluded.counted_by_user_id
   RETURNING expected`,
);

/** Writes down what was counted, and what should have been there. False when the cooperative has no such thing. */
export async function enterLine(tx: Tx, entry: CountEntry): Promise<boolean> {
  const { countId, cooperativeId, kind, subjectId, counted, now, userId } = entry;
  const rows = await tx.run(ENTER, [countId, cooperativeId, kind, subjectId, counted, now, userId]);
  return rows.length === 1;
}

const LINES = statement<[countId: string], CountLine>(
  "count.lines",
  `SELECT kind, subject_id AS "subjectId", counted, expected, counted_at AS "countedAt"
   FROM stock_count_line WHERE count_id = $1 ORDER BY kind, subject_id`,
);

export function linesOfCount(tx: Tx, countId: string): Promise<CountLine[]> {
  return tx.run(LINES, [countId]);
}

const CLOSE = statement<[countId: string, outcome: string, now: Date, userId: string], never>(
  "count.close",
  "UPDATE stock_count SET outcome = $2, closed_at = $3, closed_by_user_id = $4 WHERE id = $1",
);

/** Ends a stock-take for good. */
export async function closeCount(
  tx: Tx,
  input: {
    readonly countId: string;
    readonly outcome: "posted" | "givenUp";
    readonly now: Date;
    readonly userId: string;
  },
): Promise<void> {
  await tx.run(CLOSE, [input.countId, input.outcome, input.now, input.userId]);
}

const FREE_OF = statement<
  [skuIds: readonly string[]],
  { readonly skuId: string; readonly productId: string; readonly shop: bigint; readonly live: bigint }
>(
  "count.freePacks",
  `WITH locked AS MATERIALIZED (
     SELECT sku_id, channel, on_hand - held AS free FROM stock_pool WHERE sku_id = ANY($1::uuid[])
      ORDER BY sku_id, channel FOR UPDATE
   )
   SELECT s.id AS "skuId", s.product_id AS "productId",
     coalesce(max(locked.free) FILTER (WHERE channel = 'shop'), 0)::bigint AS shop,
     coalesce(max(locked.free) FILTER (WHERE channel = 'live'), 0)::bigint AS live
   FROM sku s LEFT JOIN locked ON locked.sku_id = s.id WHERE s.id = ANY($1::uuid[]) GROUP BY s.id`,
);

/** Free packs of each sku by allotment; the pools stay locked until the transaction ends. */
export function lockFreePacks(tx: Tx, skuIds: readonly string[]) {
  return tx.run(FREE_OF, [[...skuIds]]);
}

const LEFT_OF = statement<
  [lotIds: readonly string[]],
  {
    readonly lotId: string;
    readonly productId: string;
    readonly left: bigint;
    readonly wholesale: bigint;
    readonly there: bigint;
  }
>(
  "count.leftGrams",
  `SELECT id AS "lotId", product_id AS "productId", grams_wholesale AS wholesale,
     grams_total - grams_wholesale - grams_packed - grams_lost - grams_bulk AS "left",
     grams_total - grams_lost - grams_bulk - grams_sold - grams_taken AS there
   FROM lot WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
);

/** What is left of each lot for retail and for wholesale, and `there`, packs of it included; the lots stay locked until the transaction ends. */
export function lockLeftGrams(tx: Tx, lotIds: readonly string[]) {
  return tx.run(LEFT_OF, [[...lotIds]]);
}
