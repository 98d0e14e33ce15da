import type { RandomBytes } from "~/kernel/ids";
import { ok, type Result } from "~/kernel/result";
import {
  createCode,
  type PacedTry,
  type Secrets,
  type TryLater,
  takePaces,
  type WantedCode,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import type { SmsNotSent, SmsSender } from "~/platform/sms/sms";

export interface SendCodeDeps {
  readonly db: Db;
  readonly sms: SmsSender;
  readonly sessionSecrets: Secrets;
  readonly random: RandomBytes;
}

export interface SendCode extends WantedCode {
  readonly clientAddress: string;
  /** The message around the digits, in the reader's language. */
  readonly text: (code: string) => string;
  readonly now: Date;
}

export type SendCodeRefusal = TryLater | SmsNotSent;

/**
 * Sends a one-time code. Whether the number is known plays no part, so neither the answer nor the time it takes can
 * tell. The message leaves after the code is kept and not through the outbox: a job's row would hold the digits.
 */
export async function sendCode(
  deps: SendCodeDeps,
  wish: SendCode,
): Promise<Result<{ readonly codeId: string }, SendCodeRefusal>> {
  const { db, sms, sessionSecrets: secrets, random } = deps;
  const { phone, purpose, userId, clientAddress, now } = wish;
  const tries: readonly PacedTry[] = [
    { pace: "codeAgain", subject: phone },
    { pace: "codesOfPhone", subject: phone },
    { pace: "codesOfPhoneInADay", subject: phone },
    { pace: "codesOfAddress", subject: clientAddress },
  ];
  const made = await db.transaction<{ codeId: string; code: string }, TryLater>(async (tx) => {
    const paced = await takePaces(tx, tries, { secrets, now });
    if (!paced.ok) return paced;
    return ok(await createCode(tx, { phone, purpose, userId }, { secrets, random, now }));
  });
  if (!made.ok) return made;
  const sent = await sms.send({ phone, text: wish.text(made.value.code) });
  return sent.ok ? ok({ codeId: made.value.codeId }) : sent;
}
