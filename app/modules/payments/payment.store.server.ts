import { createHash } from "node:crypto";
import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type PaymentState, statesThatMayBecome } from "./payment";

export interface Payment {
  readonly id: string;
  readonly state: PaymentState;
  readonly amountFen: Fen;
  readonly attempt: number;
  readonly sessionId: string | null;
  readonly paymentIntentId: string | null;
  readonly payUrl: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
}

export interface NewPayment {
  readonly id: string;
  readonly requestKey: string;
  readonly requestHash: Uint8Array;
  readonly amountFen: Fen;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** SHA-256 over what a form said, to tell a repetition from another request under the same key. */
export function requestHash(content: string): Uint8Array {
  return createHash("sha256").update(content).digest();
}

const INSERT = statement<[string, string, Uint8Array, Fen, Date, Date], { id: string }>(
  "payments.insert",
  `INSERT INTO payment (id, state, request_key, request_hash, amount_fen, attempt, created_at, expires_at)
   VALUES ($1, 'opening', $2, $3, $4, 1, $5, $6) ON CONFLICT (request_key) DO NOTHING RETURNING id`,
);

/** Writes a payment; false when its request key is taken, also by a transaction that is only just committing. */
export async function insertPayment(tx: Tx, payment: NewPayment): Promise<boolean> {
  const rows = await tx.run(INSERT, [
    payment.id,
    payment.requestKey,
    payment.requestHash,
    payment.amountFen,
    payment.createdAt,
    payment.expiresAt,
  ]);
  return rows.length === 1;
}

const COLUMNS = `id, state, amount_fen AS "amountFen", attempt, session_id AS "sessionId",
  payment_intent_id AS "paymentIntentId", pay_url AS "payUrl", created_at AS "createdAt", expires_at AS "expiresAt",
  paid_at AS "paidAt"`;

const BY_REQUEST = statement<[string], Payment & { readonly requestHash: Buffer }>(
  "payments.byRequest",
  `SELECT ${COLUMNS}, request_hash AS "requestHash" FROM payment WHERE request_key = $1`,
);

/** The payment an earlier request made, and whether that request said the same. */
export async function paymentOfRequest(
  tx: Tx,
  requestKey: string,
  hash: Uint8Array,
): Promise<{ readonly payment: Payment; readonly same: boolean } | undefined> {
  const [row] = await tx.run(BY_REQUEST, [requestKey]);
  return row && { payment: row, same: row.requestHash.equals(hash) };
}

const FIND = statement<[string], Payment>("payments.find", `SELECT ${COLUMNS} FROM payment WHERE id = $1`);

export async function findPayment(tx: Tx, paymentId: string): Promise<Payment | undefined> {
  return (await tx.run(FIND, [paymentId]))[0];
}

const OPENED = statement<[string, string, string | null, string[]], { id: string }>(
  "payments.opened",
  `UPDATE payment SET state = 'open', session_id = $2, pay_url = $3
   WHERE id = $1 AND (state = ANY($4::text[]) OR state = 'open') RETURNING id`,
);

/** Notes the pay page; false when the payment has ended or been paid meanwhile. */
export async function markOpened(
  tx: Tx,
  page: { paymentId: string; sessionId: string; payUrl: string | null },
): Promise<boolean> {
  const rows = await tx.run(OPENED, [
    page.paymentId,
    page.sessionId,
    page.payUrl,
    statesThatMayBecome("open"),
  ]);
  return rows.length === 1;
}

const NEXT_ATTEMPT = statement<[string, number, Date], Payment>(
  "payments.nextAttempt",
  `UPDATE payment SET attempt = $2 + 1, expires_at = $3 WHERE id = $1 AND state = 'opening' AND attempt = $2
   RETURNING ${COLUMNS}`,
);

/** Begins another attempt to open the pay page; undefined when somebody else just did, or the payment has ended. */
export async function beginNextAttempt(
  tx: Tx,
  paymentId: string,
  attempt: number,
  expiresAt: Date,
): Promise<Payment | undefined> {
  return (await tx.run(NEXT_ATTEMPT, [paymentId, attempt, expiresAt]))[0];
}

export interface PaidNews {
  readonly paymentId: string;
  readonly sessionId: string;
  readonly paymentIntentId: string | null;
  readonly paidAt: Date;
}

const PAID = statement<[string, string, string | null, Date, string[]], { amountFen: Fen }>(
  "payments.paid",
  `UPDATE payment SET state = 'paid', session_id = $2, payment_intent_id = $3, paid_at = $4
   WHERE id = $1 AND state = ANY($5::text[]) RETURNING amount_fen AS "amountFen"`,
);

/** Marks a payment paid and tells its amount; undefined when it is paid already or not known. Of any number of callers exactly one succeeds. */
export async function markPaid(tx: Tx, news: PaidNews): Promise<Fen | undefined> {
  const [row] = await tx.run(PAID, [
    news.paymentId,
    news.sessionId,
    news.paymentIntentId,
    news.paidAt,
    statesThatMayBecome("paid"),
  ]);
  return row?.amountFen;
}

const ENDED = statement<[string, string, string[]], { sessionId: string | null }>(
  "payments.ended",
  `UPDATE payment SET state = $2 WHERE id = $1 AND state = ANY($3::text[]) RETURNING session_id AS "sessionId"`,
);

/** Stops waiting for a payment; false when it was paid or had ended before. */
export async function markEnded(tx: Tx, paymentId: string, as: "expired" | "failed"): Promise<boolean> {
  return (await tx.run(ENDED, [paymentId, as, statesThatMayBecome(as)])).length === 1;
}

const UNDECIDED = statement<[Date, Date, number], Payment>(
  "payments.undecided",
  `SELECT ${COLUMNS} FROM payment
   WHERE (state IN ('opening', 'open') AND created_at <= $1) OR (state IN ('expired', 'failed') AND expires_at > $2)
   ORDER BY created_at, id LIMIT $3`,
);

/**
 * Payments whose fate webhooks should have told by now: still waiting although begun before `begunBefore`, or ended
 * on our side only recently (after `endedAfter`), when a late payment may still have slipped through.
 */
export function undecidedPayments(
  tx: Tx,
  begunBefore: Date,
  endedAfter: Date,
  limit: number,
): Promise<Payment[]> {
  return tx.run(UNDECIDED, [begunBefore, endedAfter, limit]);
}
