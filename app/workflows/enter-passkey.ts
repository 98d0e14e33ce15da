import { ok, type Result, refuse } from "~/kernel/result";
import {
  credentialOfAnswer,
  type PasskeyRefused,
  passkeyByCredential,
  provenPasskeyUse,
  type Secrets,
  type TryLater,
  takeChallenge,
  takePaces,
  writePasskeyUse,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { commitAlways } from "./commit-always";

export interface EnterPasskey {
  readonly challengeId: string;
  /** what the browser got from the authenticator, as JSON */
  readonly answer: string;
  readonly clientAddress: string;
  readonly now: Date;
}

/** Proves a person by a passkey. The challenge is taken whatever comes of it, so no answer is ever looked at twice. */
export async function enterPasskey(
  deps: { readonly db: Db; readonly sessionSecrets: Secrets; readonly publicOrigin: string },
  { challengeId, answer, clientAddress, now }: EnterPasskey,
): Promise<Result<{ readonly userId: string }, PasskeyRefused | TryLater>> {
  const terms = { secrets: deps.sessionSecrets, now };
  return commitAlways<{ readonly userId: string }, PasskeyRefused | TryLater>(deps.db, async (tx) => {
    const paced = await takePaces(tx, [{ pace: "guessesOfAddress", subject: clientAddress }], terms);
    if (!paced.ok) return paced;
    const challenge = await takeChallenge(tx, { challengeId, userId: null, now });
    const credentialId = credentialOfAnswer(answer);
    const key = credentialId && (await passkeyByCredential(tx, credentialId));
    if (!challenge || !key) return refuse({ code: "PasskeyRefused" });
    const use = await provenPasskeyUse(deps, { answer, challenge, key });
    if (!use || !(await writePasskeyUse(tx, { ...use, id: key.id, now }))) {
      return refuse({ code: "PasskeyRefused" });
    }
    return ok({ userId: key.userId });
  });
}
