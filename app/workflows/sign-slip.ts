import { ok, type Result } from "~/kernel/result";
import { type Slip, slipPhone } from "~/modules/intake/index.server";
import type { SmsSender } from "~/platform/sms/sms";
import { type ConfirmSlipDeps, type ConfirmSlipRefusal, confirmSlip } from "./confirm-slip";
import type { IntakeAct } from "./weigh-delivery";

export interface SignSlip extends IntakeAct {
  readonly number: Slip["number"];
  /** checked to be strokes and nothing else */
  readonly signature: string;
  /** who saw the household sign, on a telephone of the cooperative's */
  readonly witnessUserId: string;
  /** what the household is told of it */
  readonly text: string;
}

/**
 * The household signs at the desk, before a witness. Whoever holds the telephone could draw a name, so the household is told
 * by a message, where its telephone is known: nobody signs in its name without its hearing of it. Whether the message
 * left changes nothing about the slip.
 */
export async function signSlip(
  deps: ConfirmSlipDeps & { readonly sms: SmsSender },
  { signature, witnessUserId, text, ...act }: SignSlip,
): Promise<Result<{ readonly told: boolean }, ConfirmSlipRefusal>> {
  const signed = await confirmSlip(deps, { ...act, by: { how: "signature", signature, witnessUserId } });
  if (!signed.ok) return signed;
  const phone = await slipPhone(deps.db, act.number);
  if (phone === null) return ok({ told: false });
  const sent = await deps.sms.send({ phone, text });
  return ok({ told: sent.ok });
}
