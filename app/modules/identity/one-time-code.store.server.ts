import { addMs } from "~/kernel/clock";
import { newId, type RandomBytes } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { keyedHash, matchesKeyedHash, type Secrets } from "./keyed-hash.server";
import {
  CODE_LIVES_MS,
  type CodeOver,
  type CodePurpose,
  type CodeWrong,
  drawCode,
  MOST_ATTEMPTS,
} from "./one-time-code";

export interface WantedCode {
  readonly phone: string;
  readonly purpose: CodePurpose;
  /** Whose wish it is; null at signing in. */
  readonly userId: string | null;
}

/** A hash of the code together with its own id, so that equal codes of two rows look different. */
const hashed = (id: string, purpose: CodePurpose, code: string): readonly [use: string, text: string] => [
  `one-time code ${purpose}`,
  `${id} ${code}`,
];

/** Makes a code and keeps its hash. The digits exist in the answer only, for the message to be sent. */
export async function createCode(
  tx: Tx,
  wanted: WantedCode,
  { secrets, random, now }: { readonly secrets: Secrets; readonly random: RandomBytes; readonly now: Date },
): Promise<{ readonly codeId: string; readonly code: string }> {
  const codeId = newId(now);
  const code = drawCode(random);
  await tx.prisma.oneTimeCode.create({
    data: {
      ...wanted,
      id: codeId,
      codeHash: new Uint8Array(keyedHash(secrets[0], ...hashed(codeId, wanted.purpose, code))),
      attempts: 0,
      createdAt: now,
      expiresAt: addMs(now, CODE_LIVES_MS),
    },
  });
  return { codeId, code };
}

interface AttemptRow {
  readonly phone: string;
  readonly user_id: string | null;
  readonly code_hash: Uint8Array;
  readonly attempts: number;
}

/** Counts before it compares: of any number of guesses at once, only the allowed ones ever see the hash. */
const countAttempt = statement<[id: string, purpose: CodePurpose, now: Date], AttemptRow>(
  "identity.countCodeAttempt",
  `UPDATE one_time_code SET attempts = attempts + 1
    WHERE id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 AND attempts < ${MOST_ATTEMPTS}
   RETURNING phone, user_id, code_hash, attempts`,
);

const useUp = statement<[id: string, now: Date], { readonly id: string }>(
  "identity.useCode",
  "UPDATE one_time_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING id",
);

export interface TypedCode {
  readonly codeId: string;
  readonly code: string;
  readonly purpose: CodePurpose;
}

/**
 * One attempt at a code. A wrong one is counted, so the caller's transaction must commit also when this refuses. The
 * right one is used up in the same transaction.
 */
export async function tryCode(
  tx: Tx,
  typed: TypedCode,
  { secrets, now }: { readonly secrets: Secrets; readonly now: Date },
): Promise<Result<{ readonly phone: string; readonly userId: string | null }, CodeWrong | CodeOver>> {
  const [row] = await tx.run(countAttempt, [typed.codeId, typed.purpose, now]);
  if (!row) return refuse({ code: "CodeOver" });
  if (!matchesKeyedHash(row.code_hash, secrets, ...hashed(typed.codeId, typed.purpose, typed.code))) {
    const attemptsLeft = MOST_ATTEMPTS - row.attempts;
    return attemptsLeft === 0 ? refuse({ code: "CodeOver" }) : refuse({ code: "CodeWrong", attemptsLeft });
  }
  const [used] = await tx.run(useUp, [typed.codeId, now]);
  return used ? ok({ phone: row.phone, userId: row.user_id }) : refuse({ code: "CodeOver" });
}

/** Where a code went that may still be typed; the page that waits for it shows the masked telephone. */
export async function openCode(
  tx: Tx,
  input: { readonly codeId: string; readonly purpose: CodePurpose; readonly now: Date },
): Promise<{ readonly phone: string; readonly createdAt: Date } | undefined> {
  const row = await tx.prisma.oneTimeCode.findFirst({
    where: {
      id: input.codeId,
      purpose: input.purpose,
      usedAt: null,
      attempts: { lt: MOST_ATTEMPTS },
      expiresAt: { gt: input.now },
    },
    select: { phone: true, createdAt: true },
  });
  return row ?? undefined;
}

const forget = statement<[before: Date], never>(
  "identity.forgetCodes",
  "DELETE FROM one_time_code WHERE expires_at < $1",
);

/** Lets go of codes that nobody can use any more, and of the telephones they went to. */
export async function forgetCodes(tx: Tx, before: Date): Promise<void> {
  await tx.run(forget, [before]);
}
