import { ok, type Result, refuse } from "~/kernel/result";
import {
  matchesPassword,
  type PasswordWrong,
  passwordOfPhone,
  type Secrets,
  type TryLater,
  takePaces,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface EnterPassword {
  readonly phone: string;
  readonly password: string;
  readonly clientAddress: string;
  readonly now: Date;
}

/**
 * Proves a person by number and password. An unknown number, a person without a password and a wrong password are one
 * answer after the same work. The hash is computed outside of the transaction, which would hold a connection meanwhile.
 */
export async function enterPassword(
  deps: { readonly db: Db; readonly sessionSecrets: Secrets },
  { phone, password, clientAddress, now }: EnterPassword,
): Promise<Result<{ readonly userId: string }, PasswordWrong | TryLater>> {
  const paced = await deps.db.transaction((tx) =>
    takePaces(
      tx,
      [
        { pace: "passwordsOfPhone", subject: phone },
        { pace: "guessesOfAddress", subject: clientAddress },
      ],
      { secrets: deps.sessionSecrets, now },
    ),
  );
  if (!paced.ok) return paced;
  const { userId, hash } = await passwordOfPhone(deps.db, phone);
  const matches = await matchesPassword(hash, password);
  return matches && userId !== undefined ? ok({ userId }) : refuse({ code: "PasswordWrong" });
}
