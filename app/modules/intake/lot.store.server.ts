import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type Issue, issueFrom, type LotAccount } from "./costing";
import type { Grade } from "./slip";

/** The lot that goods of one day, listing and grade go into. */
export interface LotKey {
  readonly productId: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly grade: Grade;
}

const lockKey = statement<[key: string], { readonly locked: string }>(
  "intake.lockLotKey",
  "SELECT pg_advisory_xact_lock(hashtextextended('lot ' || $1, 0))::text AS locked",
);

/** A statement of its own: one that also took the lock would still see what was there before it waited. */
const findLot = statement<
  [productId: string, harvestedOn: string, grade: string],
  { readonly lotId: string }
>(
  "intake.findLot",
  `SELECT lot_id AS "lotId" FROM intake_lot WHERE product_id = $1 AND harvested_on = $2::date AND grade = $3`,
);

/** The lot of this key, if any. Whoever asks has the key to himself until the transaction ends, so may make it. */
export async function lotOf(tx: Tx, key: LotKey): Promise<string | undefined> {
  await tx.run(lockKey, [`${key.productId} ${key.harvestedOn} ${key.grade}`]);
  const [lot] = await tx.run(findLot, [key.productId, key.harvestedOn, key.grade]);
  return lot?.lotId;
}

const insertLot = statement<
  [lotId: string, cooperativeId: string, productId: string, harvestedOn: string, grade: string],
  never
>(
  "intake.openLot",
  `INSERT INTO intake_lot (lot_id, cooperative_id, product_id, harvested_on, grade, grams_in, fen_in, grams_out, fen_out)
   VALUES ($1, $2, $3, $4::date, $5, 0, 0, 0, 0)`,
);

export async function openLot(
  tx: Tx,
  lot: LotKey & { readonly lotId: string; readonly cooperativeId: string },
): Promise<void> {
  await tx.run(insertLot, [lot.lotId, lot.cooperativeId, lot.productId, lot.harvestedOn, lot.grade]);
}

const addToLot = statement<[lotId: string, grams: Grams, fen: Fen], { readonly lotId: string }>(
  "intake.addToLot",
  `UPDATE intake_lot SET grams_in = grams_in + $2, fen_in = fen_in + $3
    WHERE lot_id = $1 AND grams_in + $2 >= grams_out AND fen_in + $3 >= fen_out
      AND (grams_in + $2 > grams_out OR fen_in + $3 = fen_out)
   RETURNING lot_id AS "lotId"`,
);

/** The goods of a slip that is to be put right have gone out already, to customers or into packs. */
export type LotAlreadyUsed = Refusal<"LotAlreadyUsed">;

/** Books goods into a lot, or out of it again when negative because a slip was wrong. */
export async function bookIntoLot(
  tx: Tx,
  lotId: string,
  { grams, fen }: { readonly grams: Grams; readonly fen: Fen },
): Promise<Result<void, LotAlreadyUsed>> {
  const [booked] = await tx.run(addToLot, [lotId, grams, fen]);
  return booked ? ok() : refuse({ code: "LotAlreadyUsed" });
}

/** What an order's line needs, in the order of its lines; `grams` of all its packs. */
interface LineNeed {
  readonly position: number;
  readonly productId: string;
  readonly grams: Grams;
}

const selectNeeds = statement<[orderId: string], LineNeed>(
  "intake.goodsOfOrder",
  `SELECT (row_number() OVER (ORDER BY l.position) - 1)::int AS position, l.product_id AS "productId",
          l.packs * l.net_grams AS grams
     FROM order_line l
    WHERE l.order_id = $1 AND EXISTS (SELECT FROM intake_lot i WHERE i.product_id = l.product_id
                                       AND i.grams_in > i.grams_out)
    ORDER BY l.position`,
);

const lockLots = statement<[productId: string], LotAccount>(
  "intake.lockLots",
  `SELECT lot_id AS "lotId", grams_in AS "gramsIn", fen_in AS "fenIn", grams_out AS "gramsOut", fen_out AS "fenOut"
     FROM intake_lot WHERE product_id = $1 AND grams_in > grams_out
    ORDER BY harvested_on, lot_id FOR UPDATE`,
);

const writeOut = statement<[lotIds: string[], grams: Grams[], fen: Fen[]], never>(
  "intake.takeOutOfLots",
  `UPDATE intake_lot i SET grams_out = i.grams_out + o.grams, fen_out = i.fen_out + o.fen
     FROM (SELECT lot_id, sum(grams)::bigint AS grams, sum(fen)::bigint AS fen
             FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS t(lot_id, grams, fen) GROUP BY lot_id) o
    WHERE i.lot_id = o.lot_id`,
);

const insertIssues = statement<
  [
    eventId: string,
    orderId: string,
    cooperativeId: string,
    at: Date,
    linePositions: number[],
    lotIds: string[],
    grams: Grams[],
    fen: Fen[],
  ],
  never
>(
  "intake.insertIssues",
  `INSERT INTO lot_issue (event_id, order_id, position, line_position, lot_id, cooperative_id, grams, fen, issued_at)
   SELECT $1, $2, t.ordinality - 1, t.line_position, t.lot_id, $3, t.grams, t.fen, $4
     FROM unnest($5::int[], $6::uuid[], $7::bigint[], $8::bigint[]) WITH ORDINALITY
       AS t(line_position, lot_id, grams, fen, ordinality)`,
);

export interface IssueOrder {
  readonly eventId: string;
  readonly orderId: string;
  readonly cooperativeId: string;
  readonly now: Date;
}

/** Takes an order's goods out of their lots, oldest harvest first; none where there are no slips. */
export async function issueGoods(tx: Tx, order: IssueOrder): Promise<readonly Issue[]> {
  const needs = await tx.run(selectNeeds, [order.orderId]);
  const issues: Issue[] = [];
  // Products in one order for everybody, so that two packers wait for each other instead of dead-locking.
  const byProduct = Map.groupBy(needs, (need) => need.productId);
  for (const productId of [...byProduct.keys()].toSorted()) {
    let lots: readonly LotAccount[] = await tx.run(lockLots, [productId]);
    for (const line of byProduct.get(productId) ?? []) {
      const taken = issueFrom(lots, line);
      issues.push(...taken.issues);
      lots = taken.lots;
    }
  }
  if (issues.length === 0) return [];
  const lotIds = issues.map((issue) => issue.lotId);
  const grams = issues.map((issue) => issue.grams);
  const fen = issues.map((issue) => issue.fen);
  const lines = issues.map((issue) => issue.linePosition);
  await tx.run(writeOut, [lotIds, grams, fen]);
  const { eventId, orderId, cooperativeId, now } = order;
  await tx.run(insertIssues, [eventId, orderId, cooperativeId, now, lines, lotIds, grams, fen]);
  return issues;
}

/** What the goods of an order cost, by line, and the event its postings go by. */
export interface IssuedGoods {
  readonly eventId: string;
  readonly orderId: string;
  readonly costByLine: ReadonlyMap<number, Fen>;
}

interface IssuedRow {
  readonly eventId: string;
  readonly linePosition: number;
  readonly fen: Fen;
}

const selectIssued = statement<[orderId: string], IssuedRow>(
  "intake.issuedGoods",
  `SELECT event_id AS "eventId", line_position AS "linePosition", sum(fen)::bigint AS fen
     FROM lot_issue WHERE order_id = $1 GROUP BY event_id, line_position`,
);

/** Undefined for an order whose goods came out of no lot with slips, or have not been packed yet. */
export async function issuedGoods(tx: Tx, orderId: string): Promise<IssuedGoods | undefined> {
  const rows = await tx.run(selectIssued, [orderId]);
  const [first] = rows;
  if (!first) return undefined;
  return {
    eventId: first.eventId,
    orderId,
    costByLine: new Map(rows.map((row) => [row.linePosition, row.fen])),
  };
}

const selectIssuedOrders = statement<[after: string, limit: number], { readonly orderId: string }>(
  "intake.issuedOrdersAfter",
  `SELECT DISTINCT order_id AS "orderId" FROM lot_issue WHERE order_id > $1 ORDER BY order_id LIMIT $2`,
);

export async function issuedOrdersAfter(tx: Tx, after: string, limit: number): Promise<string[]> {
  return (await tx.run(selectIssuedOrders, [after, limit])).map((row) => row.orderId);
}
