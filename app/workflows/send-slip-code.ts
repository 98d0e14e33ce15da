import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  isPhoneOfStaff,
  recordChange,
  type Secrets,
  type TryLater,
  takePaces,
} from "~/modules/identity/index.server";
import {
  codeMayGo,
  lockSlip,
  MOST_CODE_TRIES,
  mustBe,
  type PhoneJustSet,
  type PhoneOfStaff,
  phoneOrigin,
  type Slip,
  type SlipNotInState,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { SmsSender } from "~/platform/sms/sms";
import type { SlipCodeUsedUp } from "./confirm-slip";
import type { IntakeAct, SlipUnknown } from "./weigh-delivery";

export interface SendSlipCodeDeps {
  readonly db: Db;
  readonly sms: SmsSender;
  readonly sessionSecrets: Secrets;
}

export interface SendSlipCode extends IntakeAct {
  readonly number: string;
  /** The message, with the code for what this slip says: weight, price and amount stand in it beside the code. */
  readonly text: (slip: Slip) => string;
}

/** Nobody has written down a telephone of this household. */
export type HouseholdPhoneMissing = Refusal<"HouseholdPhoneMissing">;

export type SendSlipCodeRefusal =
  | SlipUnknown
  | SlipNotInState
  | SlipCodeUsedUp
  | HouseholdPhoneMissing
  | PhoneOfStaff
  | PhoneJustSet
  | TryLater;

/**
 * Sends the household the code for its slip as the slip stands now; weighed anew, it needs another one. The telephone's
 * limits are those of any code. Whether the message left is told and not refused: the sending was paced and logged, and
 * page and signature are there besides.
 */
export async function sendSlipCode(
  { db, sms, sessionSecrets: secrets }: SendSlipCodeDeps,
  { number, cooperativeId, userId, text, now }: SendSlipCode,
): Promise<Result<{ readonly sent: boolean }, SendSlipCodeRefusal>> {
  const message = await db.transaction(
    async (tx): Promise<Result<{ readonly phone: string; readonly text: string }, SendSlipCodeRefusal>> => {
      const slip = await lockSlip(tx, number, cooperativeId);
      if (!slip) return refuse({ code: "SlipUnknown" });
      const draft = mustBe(slip.state, "draft");
      if (!draft.ok) return draft;
      if (slip.codeTries >= MOST_CODE_TRIES) return refuse({ code: "SlipCodeUsedUp" });
      const phone = slip.householdPhone;
      if (phone === null) return refuse({ code: "HouseholdPhoneMissing" });
      const may = codeMayGo({
        ...(await phoneOrigin(tx, slip.householdId)),
        askedByUserId: userId,
        isPhoneOfStaff: await isPhoneOfStaff(tx, { phone, organisationId: cooperativeId, now }),
        now,
      });
      if (!may.ok) return may;
      const paces = ["codeAgain", "codesOfPhone", "codesOfPhoneInADay"] as const;
      const tries = paces.map((pace) => ({ pace, subject: phone }));
      const paced = await takePaces(tx, tries, { secrets, now });
      if (!paced.ok) return paced;
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: cooperativeId,
        act: "intake.codeSent",
        subject: { kind: "intake", id: number },
        before: null,
        after: { netGrams: slip.netGrams, amountFen: slip.amountFen },
        reason: null,
      });
      return ok({ phone, text: text(slip) });
    },
  );
  if (!message.ok) return message;
  const sent = await sms.send(message.value);
  return ok({ sent: sent.ok });
}
