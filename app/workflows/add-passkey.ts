import type { RandomBytes } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  keepPasskey,
  type PasskeyRefused,
  passkeysOfUser,
  provenNewPasskey,
  recordChange,
  replaceRecoveryCodes,
  type Secrets,
  signInWays,
  type TooManyPasskeys,
  takeChallenge,
} from "~/modules/identity/index.server";
import { MOST_PASSKEYS } from "~/modules/identity/passkey";
import type { Db } from "~/platform/db/db.server";
import { commitAlways } from "./commit-always";

export interface AddPasskey {
  readonly userId: string;
  readonly challengeId: string;
  /** what the browser got from the authenticator, as JSON */
  readonly answer: string;
  readonly name: string;
  readonly now: Date;
}

export type AddPasskeyRefusal = PasskeyRefused | TooManyPasskeys;

export interface AddPasskeyDeps {
  readonly db: Db;
  readonly sessionSecrets: Secrets;
  readonly random: RandomBytes;
  readonly publicOrigin: string;
}

/**
 * Keeps a key that a person's device has made for the challenge it was given. Whoever has no recovery codes yet gets
 * them with it: a lost device must not lock its owner out.
 */
export async function addPasskey(
  deps: AddPasskeyDeps,
  { userId, challengeId, answer, name, now }: AddPasskey,
): Promise<Result<readonly string[], AddPasskeyRefusal>> {
  return commitAlways<readonly string[], AddPasskeyRefusal>(deps.db, async (tx) => {
    const challenge = await takeChallenge(tx, { challengeId, userId, now });
    if (!challenge) return refuse({ code: "PasskeyRefused" });
    if ((await passkeysOfUser(tx, userId)).length >= MOST_PASSKEYS) {
      return refuse({ code: "TooManyPasskeys" });
    }
    const key = await provenNewPasskey(deps, { answer, challenge });
    const kept = key && (await keepPasskey(tx, { ...key, userId, name, now }));
    if (!kept) return refuse({ code: "PasskeyRefused" });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "account.passkeyAdded",
      reason: null,
      subject: { kind: "user", id: userId },
      before: null,
      after: { name },
    });
    if ((await signInWays(tx, userId)).recoveryCodesLeft > 0) return ok([]);
    return ok(
      await replaceRecoveryCodes(tx, userId, { secrets: deps.sessionSecrets, random: deps.random, now }),
    );
  });
}
