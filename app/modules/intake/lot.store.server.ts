import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { beyondTheRest, type Issue, issuesOf, type LotAccount, type Outflow } from "./costing";
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
  `INSERT INTO intake_lot (lot_id, cooperative_id, product_id, harvested_on, grade, fen_in, fen_out)
   VALUES ($1, $2, $3, $4::date, $5, 0, 0)`,
);

export async function openLot(
  tx: Tx,
  lot: LotKey & { readonly lotId: string; readonly cooperativeId: string },
): Promise<void> {
  await tx.run(insertLot, [lot.lotId, lot.cooperativeId, lot.productId, lot.harvestedOn, lot.grade]);
}

const addToLot = statement<[lotId: string, fen: Fen], never>(
  "intake.addToLot",
  "UPDATE intake_lot SET fen_in = fen_in + $2 WHERE lot_id = $1",
);

/** Books what goods of a slip cost into their lot. */
export async function bookIntoLot(tx: Tx, lotId: string, fen: Fen): Promise<void> {
  await tx.run(addToLot, [lotId, fen]);
}

const lockLots = statement<
  [lotIds: string[]],
  LotAccount & { readonly bookId: string; readonly cooperativeId: string }
>(
  "intake.lockLots",
  `SELECT i.lot_id AS "lotId", i.fen_in AS "fenIn", i.fen_out AS "fenOut", i.cooperative_id AS "cooperativeId",
          c.book_id AS "bookId"
     FROM intake_lot i JOIN cooperative c ON c.id = i.cooperative_id
    WHERE i.lot_id = ANY($1::uuid[]) ORDER BY i.lot_id FOR UPDATE OF i`,
);

const writeOut = statement<[lotIds: string[], fen: Fen[]], never>(
  "intake.takeOutOfLots",
  `UPDATE intake_lot i SET fen_out = i.fen_out + o.fen
     FROM (SELECT lot_id, sum(fen)::bigint AS fen FROM unnest($1::uuid[], $2::bigint[]) AS t(lot_id, fen)
            GROUP BY lot_id) o
    WHERE i.lot_id = o.lot_id`,
);

const insertIssues = statement<
  [
    ...[eventId: string, orderId: string | null, cooperativeId: string, reason: string, at: Date],
    ...[linePositions: (number | null)[], lotIds: string[], grams: Grams[], fen: Fen[]],
  ],
  never
>(
  "intake.insertIssues",
  `INSERT INTO lot_issue (event_id, position, reason, order_id, line_position, lot_id, cooperative_id, grams, fen, issued_at)
   SELECT $1, t.ordinality - 1, $4, $2::uuid, t.line_position, t.lot_id, $3, t.grams, t.fen, $5
     FROM unnest($6::int[], $7::uuid[], $8::bigint[], $9::bigint[]) WITH ORDINALITY
       AS t(line_position, lot_id, grams, fen, ordinality)`,
);

export interface IssueGoods {
  /** of the postings */
  readonly eventId: string;
  /** the order they go out with; null for what leaves otherwise */
  readonly orderId: string | null;
  readonly cooperativeId: string;
  /** `sold` for orders */
  readonly reason: string;
  /** the catalogue's count of what leaves which lot, whose rows the caller has locked */
  readonly outflows: readonly Outflow[];
  readonly now: Date;
}

/** What goods that leave their lots cost, with the book that bears it; undefined where nothing is owed for them. */
export async function issueGoods(
  tx: Tx,
  goods: IssueGoods,
): Promise<{ readonly bookId: string; readonly issues: readonly Issue[] } | undefined> {
  const { eventId, orderId, cooperativeId, reason, outflows, now } = goods;
  const lots = await tx.run(lockLots, [[...new Set(outflows.map(({ lotId }) => lotId))]]);
  const issues = issuesOf(lots, outflows);
  const [lot] = lots;
  if (!lot || issues.length === 0) return undefined;
  const lotIds = issues.map((issue) => issue.lotId);
  const grams = issues.map((issue) => issue.grams);
  const fen = issues.map((issue) => issue.fen);
  const lines = issues.map((issue) => issue.linePosition);
  await tx.run(writeOut, [lotIds, fen]);
  await tx.run(insertIssues, [eventId, orderId, cooperativeId, reason, now, lines, lotIds, grams, fen]);
  return { bookId: lot.bookId, issues };
}

const takeOffLot = statement<[lotId: string, fenIn: Fen, fenOut: Fen], never>(
  "intake.takeOffLot",
  "UPDATE intake_lot SET fen_in = fen_in - $2, fen_out = fen_out + $3 WHERE lot_id = $1",
);

export interface BookOutOfLot {
  readonly lotId: string;
  /** what the slip that was wrong had cost */
  readonly fen: Fen;
  /** all that is there of the lot without its goods */
  readonly leftGrams: Grams;
  /** of the postings, and why; used where the rest of the lot cannot bear the change */
  readonly eventId: string;
  readonly reason: string;
  readonly now: Date;
}

/** Takes what goods had cost off their lot again. Answers with what becomes an expense by it; negative: is none after all. */
export async function bookOutOfLot(tx: Tx, out: BookOutOfLot): Promise<Fen> {
  const { lotId, leftGrams, eventId, reason, now } = out;
  const [lot] = await tx.run(lockLots, [[lotId]]);
  invariant(lot, "a confirmed slip's lot has an account of its cost");
  const beyond = beyondTheRest(lot, out.fen, leftGrams);
  await tx.run(takeOffLot, [lotId, out.fen, beyond]);
  if (beyond !== 0n) {
    const [line, lots, grams, fen] = [[null], [lotId], [0n], [beyond]];
    await tx.run(insertIssues, [eventId, null, lot.cooperativeId, reason, now, line, lots, grams, fen]);
  }
  return beyond;
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
