import { ok, type Result } from "~/kernel/result";
import {
  type CodeOver,
  type CodeWrong,
  type Secrets,
  type TryLater,
  takePaces,
  tryCode,
  userOfProvenPhone,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { commitAlways } from "./commit-always";

export interface EnterCode {
  readonly codeId: string;
  readonly code: string;
  /** Signing in finds the person by the number; proving again and leaving a number were somebody's own wish. */
  readonly purpose: "signIn" | "prove" | "leavePhone";
  readonly clientAddress: string;
  readonly now: Date;
}

export type EnterCodeRefusal = CodeWrong | CodeOver | TryLater;

/** Proves a telephone by the code sent to it, and gives its person; the first time the account is made. */
export async function enterCode(
  deps: { readonly db: Db; readonly sessionSecrets: Secrets },
  { codeId, code, purpose, clientAddress, now }: EnterCode,
): Promise<Result<{ readonly userId: string }, EnterCodeRefusal>> {
  const terms = { secrets: deps.sessionSecrets, now };
  return commitAlways<{ readonly userId: string }, EnterCodeRefusal>(deps.db, async (tx) => {
    const paced = await takePaces(tx, [{ pace: "guessesOfAddress", subject: clientAddress }], terms);
    if (!paced.ok) return paced;
    const proven = await tryCode(tx, { codeId, code, purpose }, terms);
    if (!proven.ok) return proven;
    const { userId, phone } = proven.value;
    return ok(userId === null ? await userOfProvenPhone(tx, phone, now) : { userId });
  });
}
