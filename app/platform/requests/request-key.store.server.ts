import type { Refusal } from "~/kernel/result";
import type { Db, Tx } from "../db/db.server";
import { statement } from "../db/statement";

/** A form as it was sent: whose, under which key, and the SHA-256 of what it said. */
export interface SentForm {
  readonly userId: string;
  /** UUID that the form carried; it stays the same when the form is sent again. */
  readonly key: string;
  readonly contentHash: Uint8Array;
}

/** The same key came with other content: what was sent first has had its effect and stands. */
export interface FormSentBefore extends Refusal<"FormSentBefore"> {}

/** A form that had its effect. The answer is missing while its first sender is still being told. */
export interface EarlierForm {
  readonly same: boolean;
  readonly answer: Uint8Array | undefined;
}

/** Thrown out of a transaction that another sending of the same form has overtaken; nothing of it is kept. */
export class SentMeanwhile extends Error {
  constructor() {
    super("another sending of the same form has had its effect");
  }
}

const CLAIM = statement<[string, string, Uint8Array, Date], { readonly key: string }>(
  "requests.claim",
  `INSERT INTO request_key (user_id, key, content_hash, made_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (user_id, key) DO NOTHING RETURNING key::text`,
);

/**
 * A database whose first committed transaction also takes the form's key: effect and key are kept together or not at
 * all. Another sending waits at the key until that transaction is over and is then thrown out with `SentMeanwhile`; after a
 * refusal, which had no effect, the key is free again.
 */
export function dbOfForm(db: Db, form: SentForm, now: Date): Db {
  let taken = false;
  return {
    ...db,
    async transaction(work) {
      if (taken) return db.transaction(work);
      const result = await db.transaction(async (tx) => {
        const claimed = await tx.run(CLAIM, [form.userId, form.key, form.contentHash, now]);
        if (claimed.length === 0) throw new SentMeanwhile();
        return work(tx);
      });
      taken = result.ok;
      return result;
    },
  };
}

const FIND = statement<[string, string], { readonly contentHash: Buffer; readonly answer: Buffer | null }>(
  "requests.find",
  `SELECT content_hash AS "contentHash", answer FROM request_key WHERE user_id = $1 AND key = $2`,
);

/** What became of an earlier sending under the same key; undefined when none had an effect. */
export async function findEarlier(tx: Tx, form: SentForm): Promise<EarlierForm | undefined> {
  const [row] = await tx.run(FIND, [form.userId, form.key]);
  return row && { same: row.contentHash.equals(form.contentHash), answer: row.answer ?? undefined };
}

const KEEP = statement<[string, string, Uint8Array], Record<string, never>>(
  "requests.keepAnswer",
  "UPDATE request_key SET answer = $3 WHERE user_id = $1 AND key = $2 AND answer IS NULL",
);

/** Keeps what the first sender is told. Changes nothing when the form had no effect. */
export async function keepAnswer(tx: Tx, form: SentForm, answer: Uint8Array): Promise<void> {
  await tx.run(KEEP, [form.userId, form.key, answer]);
}

const FORGET = statement<[Date, number], { readonly key: string }>(
  "requests.forget",
  `DELETE FROM request_key WHERE (user_id, key) IN
     (SELECT user_id, key FROM request_key WHERE made_at < $1 ORDER BY made_at LIMIT $2) RETURNING key::text`,
);

const FORGOTTEN_AT_ONCE = 1_000;

/** Forgets keys made before `madeBefore`, a thousand at a time; gives how many. */
export async function forgetKeys(tx: Tx, madeBefore: Date): Promise<number> {
  for (let sum = 0; ; ) {
    const { length } = await tx.run(FORGET, [madeBefore, FORGOTTEN_AT_ONCE]);
    sum += length;
    if (length < FORGOTTEN_AT_ONCE) return sum;
  }
}
