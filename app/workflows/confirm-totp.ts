import type { RandomBytes } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  recordChange,
  replaceRecoveryCodes,
  type SecondFactorWrong,
  type Secrets,
  type TotpInUse,
  type TryLater,
  takePaces,
  takeTotp,
  totpOfUser,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { commitAlways } from "./commit-always";

export interface ConfirmTotp {
  readonly userId: string;
  /** six digits */
  readonly code: string;
  readonly worldNow: Date;
  readonly now: Date;
}

export type ConfirmTotpRefusal = SecondFactorWrong | TotpInUse | TryLater;

/** The first code of a new app proves that it was set up; from then on it counts, and recovery codes stand in for it. */
export async function confirmTotp(
  deps: { readonly db: Db; readonly sessionSecrets: Secrets; readonly random: RandomBytes },
  { userId, code, worldNow, now }: ConfirmTotp,
): Promise<Result<readonly string[], ConfirmTotpRefusal>> {
  const { db, sessionSecrets: secrets, random } = deps;
  return commitAlways<readonly string[], ConfirmTotpRefusal>(db, async (tx) => {
    const paced = await takePaces(tx, [{ pace: "secondFactorsOfUser", subject: userId }], { secrets, now });
    if (!paced.ok) return paced;
    if ((await totpOfUser(tx, userId, secrets))?.confirmed) return refuse({ code: "TotpInUse" });
    if (!(await takeTotp(tx, { userId, code, worldNow }, { secrets, now }))) {
      return refuse({ code: "SecondFactorWrong" });
    }
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "account.appAdded",
      reason: null,
      subject: { kind: "user", id: userId },
      before: null,
      after: null,
    });
    return ok(await replaceRecoveryCodes(tx, userId, { secrets, random, now }));
  });
}
