import type { Fen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Affected, ClaimableLine, ClaimReason, ClaimState } from "./claim";

/** A line as a new claim of it finds it. */
export interface LineToClaim extends ClaimableLine {
  /** of all claims that there ever were of it */
  readonly claims: number;
  readonly open: OpenClaim | null;
}

export interface OpenClaim {
  readonly affected: Affected;
  readonly reason: ClaimReason;
  readonly words: string;
}

interface LineRow extends Omit<LineToClaim, "open"> {
  readonly openPacks: number | null;
  readonly openGrams: Grams | null;
  readonly openReason: ClaimReason | null;
  readonly openWords: string | null;
}

/** What `ClaimableLine` takes from the row `l` (order_line) itself. */
const LINE_COLUMNS =
  'l.packs, l.net_grams AS "netGrams", l.goods_fen AS "goodsFen", l.freight_fen AS "freightFen"';
/** And what its claims have given back of it so far. */
const GIVEN_OF_LINE = "coalesce((SELECT sum(given_fen) FROM claim g WHERE g.line_id = l.id), 0)::bigint";

const LINE = statement<[orderId: string, lineId: string], LineRow>(
  "ordering.lineToClaim",
  `SELECT ${LINE_COLUMNS}, ${GIVEN_OF_LINE} AS "givenFen",
     (SELECT count(*)::int FROM claim c WHERE c.line_id = l.id) AS claims,
     w.packs AS "openPacks", w.grams AS "openGrams", w.reason AS "openReason", w.words AS "openWords"
   FROM order_line l LEFT JOIN claim w ON w.line_id = l.id AND w.state = 'open'
   WHERE l.order_id = $1 AND l.id = $2`,
);

/** A line of an order whose lock the caller holds; undefined when it is not one of that order. */
export async function lineToClaim(
  tx: Tx,
  { orderId, lineId }: { readonly orderId: string; readonly lineId: string },
): Promise<LineToClaim | undefined> {
  const [row] = await tx.run(LINE, [orderId, lineId]);
  if (!row) return undefined;
  const { openPacks, openGrams, openReason, openWords, ...line } = row;
  const affected = affectedOf(openPacks, openGrams);
  const open =
    affected && openReason !== null && openWords !== null
      ? { affected, reason: openReason, words: openWords }
      : null;
  return { ...line, open };
}

export function affectedOf(packs: number | null, grams: Grams | null): Affected | null {
  if (packs !== null) return { of: "packs", packs };
  return grams === null ? null : { of: "grams", grams };
}

export interface NewClaim {
  readonly id: string;
  readonly orderId: string;
  readonly cooperativeId: string;
  readonly lineId: string;
  readonly affected: Affected;
  readonly reason: ClaimReason;
  readonly words: string;
  readonly askedFen: Fen;
  readonly openedAt: Date;
}

/** Writes a claim down. The caller holds the order's lock and has decided. */
export async function insertClaim(tx: Tx, { affected, ...claim }: NewClaim): Promise<void> {
  await tx.prisma.claim.create({
    data: {
      ...claim,
      packs: affected.of === "packs" ? affected.packs : null,
      grams: affected.of === "grams" ? affected.grams : null,
      state: "open",
      answer: "",
    },
  });
}

/** A claim as an answer finds it. */
export interface ClaimToAnswer {
  readonly id: string;
  readonly state: ClaimState;
  readonly askedFen: Fen;
  readonly givenFen: Fen | null;
  readonly refundId: string | null;
  readonly answer: string;
  readonly line: ClaimableLine;
}

type ToAnswerRow = Omit<ClaimToAnswer, "line"> & ClaimableLine & { readonly lineGivenFen: Fen };

const TO_ANSWER = statement<[orderId: string, claimId: string], ToAnswerRow>(
  "ordering.claimToAnswer",
  `SELECT ${LINE_COLUMNS}, ${GIVEN_OF_LINE} AS "lineGivenFen", c.id, c.state, c.asked_fen AS "askedFen",
     c.given_fen AS "givenFen", c.refund_id AS "refundId", c.answer
   FROM claim c JOIN order_line l ON l.id = c.line_id WHERE c.order_id = $1 AND c.id = $2`,
);

/** A claim of an order whose lock the caller holds; undefined when it is not one of that order. */
export async function claimToAnswer(
  tx: Tx,
  { orderId, claimId }: { readonly orderId: string; readonly claimId: string },
): Promise<ClaimToAnswer | undefined> {
  const [row] = await tx.run(TO_ANSWER, [orderId, claimId]);
  if (!row) return undefined;
  const { packs, netGrams, goodsFen, freightFen, lineGivenFen, ...claim } = row;
  return { ...claim, line: { packs, netGrams, goodsFen, freightFen, givenFen: lineGivenFen } };
}

/** How an open claim ends. */
export type ClaimEnd = { readonly id: string; readonly at: Date } & (
  | { readonly to: "withdrawn" }
  | { readonly to: "declined"; readonly userId: string; readonly answer: string }
  | {
      readonly to: "accepted";
      readonly userId: string;
      readonly answer: string;
      readonly givenFen: Fen;
      readonly refundId: string;
    }
);

/** Ends an open claim. False when somebody else was faster. */
export async function endClaim(tx: Tx, end: ClaimEnd): Promise<boolean> {
  const { count } = await tx.prisma.claim.updateMany({
    where: { id: end.id, state: "open" },
    data: {
      state: end.to,
      closedAt: end.at,
      ...(end.to === "withdrawn" ? {} : { answeredBy: end.userId, answer: end.answer }),
      ...(end.to === "accepted" ? { givenFen: end.givenFen, refundId: end.refundId } : {}),
    },
  });
  return count === 1;
}

const OPEN = statement<[orderId: string], { open: number }>(
  "ordering.openClaims",
  "SELECT count(*)::int AS open FROM claim WHERE order_id = $1 AND state = 'open'",
);

/** Whether a buyer still waits for an answer about this order. The caller holds its lock. */
export async function hasOpenClaims(tx: Tx, orderId: string): Promise<boolean> {
  const [row] = await tx.run(OPEN, [orderId]);
  return (row?.open ?? 0) > 0;
}

/** Whether an accepted claim gives its money by this refund. */
export async function isRefundOfClaim(tx: Tx, refundId: string): Promise<boolean> {
  return (await tx.prisma.claim.count({ where: { refundId } })) > 0;
}

/** Ties an accepted claim to the refund that takes the place of one that failed. */
export async function replaceRefund(
  tx: Tx,
  { claimId, refundId }: { readonly claimId: string; readonly refundId: string },
): Promise<void> {
  await tx.prisma.claim.update({ where: { id: claimId }, data: { refundId } });
}
