import { ok, type Result, refuse } from "~/kernel/result";
import {
  readSecondFactor,
  type SecondFactor,
  type SecondFactorWrong,
  type Secrets,
  type TryLater,
  takePaces,
  takeRecoveryCode,
  takeTotp,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { commitAlways } from "./commit-always";

export interface ProveSecondFactor {
  readonly userId: string;
  /** as typed: six digits of the app or a recovery code */
  readonly typed: string;
  /** The world's time, by which authenticator apps go; a demo's clock may be ahead of it. */
  readonly worldNow: Date;
  readonly now: Date;
}

export type ProveSecondFactorRefusal = SecondFactorWrong | TryLater;

/** Takes a code of the authenticator app or a recovery code; tells which of the two it was. */
export async function proveSecondFactor(
  deps: { readonly db: Db; readonly sessionSecrets: Secrets },
  { userId, typed, worldNow, now }: ProveSecondFactor,
): Promise<Result<SecondFactor, ProveSecondFactorRefusal>> {
  const terms = { secrets: deps.sessionSecrets, now };
  return commitAlways<SecondFactor, ProveSecondFactorRefusal>(deps.db, async (tx) => {
    const paced = await takePaces(tx, [{ pace: "secondFactorsOfUser", subject: userId }], terms);
    if (!paced.ok) return paced;
    const read = readSecondFactor(typed);
    if (!read) return refuse({ code: "SecondFactorWrong" });
    const taken =
      read.kind === "totp"
        ? await takeTotp(tx, { userId, code: read.code, worldNow }, terms)
        : await takeRecoveryCode(tx, { userId, code: read.code }, terms);
    return taken ? ok(read.kind) : refuse({ code: "SecondFactorWrong" });
  });
}
