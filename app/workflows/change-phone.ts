import { addMs } from "~/kernel/clock";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type CodeOver,
  type CodeWrong,
  hasLeftPhone,
  lockAccount,
  movePhone,
  type PhoneTaken,
  recordChange,
  revokeSessionsOfUser,
  type Secrets,
  type TryLater,
  takePaces,
  tryCode,
} from "~/modules/identity/index.server";
import { PROOF_FRESH_MS } from "~/modules/identity/proof";
import type { Db, Tx } from "~/platform/db/db.server";
import { commitAlways } from "./commit-always";

/**
 * How somebody has shown that the number so far is theirs to leave: by the code sent to it, or, when it is lost, by the
 * second factor that the caller has just asked for.
 */
export type LeftBy = { readonly how: "code"; readonly codeId: string } | { readonly how: "secondFactor" };

export interface ChangePhone {
  readonly userId: string;
  readonly left: LeftBy;
  /** Of the code sent to the new number. */
  readonly codeId: string;
  readonly code: string;
  readonly clientAddress: string;
  readonly now: Date;
}

export type ChangePhoneRefusal = CodeWrong | CodeOver | TryLater | PhoneTaken;

export interface ChangedPhone {
  /** null: there was none */
  readonly from: string | null;
  readonly to: string;
}

/**
 * Gives an account the number that the typed code has just proven. That a number is taken is told only to whoever holds
 * it, so nobody learns by asking which numbers have accounts. Every session ends; the caller begins a new one.
 */
export function changePhone(
  deps: { readonly db: Db; readonly sessionSecrets: Secrets },
  wish: ChangePhone,
): Promise<Result<ChangedPhone, ChangePhoneRefusal>> {
  const { userId, codeId, code, clientAddress, now } = wish;
  const terms = { secrets: deps.sessionSecrets, now };
  return commitAlways<ChangedPhone, ChangePhoneRefusal>(deps.db, async (tx) => {
    const paced = await takePaces(tx, [{ pace: "guessesOfAddress", subject: clientAddress }], terms);
    if (!paced.ok) return paced;
    const account = await lockAccount(tx, userId);
    if (!account || !(await mayLeave(tx, account.phone, wish))) return refuse({ code: "CodeOver" });
    const proven = await tryCode(tx, { codeId, code, purpose: "takePhone" }, terms);
    if (!proven.ok) return proven;
    // Somebody else's code, in a browser that changed hands meanwhile.
    if (proven.value.userId !== userId) return refuse({ code: "CodeOver" });
    const change = { from: account.phone, to: proven.value.phone };
    const moved = await movePhone(tx, { userId, ...change, now });
    if (!moved.ok) return moved;
    await revokeSessionsOfUser(tx, userId, now);
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "account.phoneChanged",
      reason: null,
      subject: { kind: "user", id: userId },
      before: { phone: change.from },
      after: { phone: change.to },
    });
    return ok(change);
  });
}

async function mayLeave(tx: Tx, phone: string | null, { left, userId, now }: ChangePhone): Promise<boolean> {
  if (phone === null || left.how === "secondFactor") return true;
  const since = addMs(now, -PROOF_FRESH_MS);
  return hasLeftPhone(tx, { codeId: left.codeId, userId, phone, since });
}
