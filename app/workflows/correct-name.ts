import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { recordChange, renameUser } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface CorrectName {
  readonly userId: string;
  readonly displayName: string;
  readonly now: Date;
}

/** A person's own name in the account, put right by the person (个人信息保护法 art 46). The log keeps both masked. */
export function correctName(
  { db }: { readonly db: Db },
  { userId, displayName, now }: CorrectName,
): Promise<Result<void, Refusal<"AccountGone">>> {
  return db.transaction(async (tx): Promise<Result<void, Refusal<"AccountGone">>> => {
    const before = await renameUser(tx, userId, displayName);
    if (before === undefined) return refuse({ code: "AccountGone" });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "account.nameCorrected",
      subject: { kind: "user", id: userId },
      reason: null,
      before: { displayName: before },
      after: { displayName },
    });
    return ok();
  });
}
