import { z } from "zod";
import type { StaffVisit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { slipCodeFits } from "~/http/slip-link.server";
import type { SlipPage } from "~/modules/intake/index.server";
import { cancelSlipForm, codeForm, deliveryForm, signatureForm } from "~/modules/intake/slip.forms";
import { cancelSlip } from "~/workflows/cancel-slip";
import { confirmSlip } from "~/workflows/confirm-slip";
import { sendSlipCode } from "~/workflows/send-slip-code";
import { signSlip } from "~/workflows/sign-slip";
import { weighAnew } from "~/workflows/weigh-anew";
import { weighDelivery } from "~/workflows/weigh-delivery";
import { signedSmsText, slipSmsText } from "./slip-sms.server";

/** What the page of a slip can ask for. */
export const SLIP_INTENTS = ["sms", "confirm", "sign", "cancel", "weighAnew", "correct"] as const;
export type SlipIntent = (typeof SLIP_INTENTS)[number];
export const slipIntentForm = z.object({ intent: z.enum(SLIP_INTENTS) });

/** Reads the form of an intent and does what it asks of the slip. */
export async function carryOutOnSlip(intent: SlipIntent, visit: StaffVisit, slip: SlipPage) {
  const { number } = slip;
  const { request, portal, viewer, now, organisationId } = visit;
  const act = { cooperativeId: organisationId, userId: viewer.userId, now, number };
  const deps = { ...portal, codeFits: slipCodeFits(portal) };
  if (intent === "sms") return sendSlipCode(portal, { ...act, text: slipSmsText(visit, slip) });
  if (intent === "confirm") {
    const form = await readForm(request, codeForm);
    return form.ok ? confirmSlip(deps, { ...act, by: { how: "code", code: form.value.code } }) : form;
  }
  if (intent === "sign") {
    const form = await readForm(request, signatureForm);
    if (!form.ok) return form;
    const { signature } = form.value;
    return signSlip(deps, {
      ...act,
      signature,
      witnessUserId: viewer.userId,
      text: signedSmsText(visit, slip),
    });
  }
  if (intent === "cancel") {
    const form = await readForm(request, cancelSlipForm);
    return form.ok ? cancelSlip(deps, { ...act, ...form.value }) : form;
  }
  const form = await readForm(request, deliveryForm);
  if (!form.ok) return form;
  const { correctReason: reason, ...delivery } = form.value;
  if (intent === "weighAnew") return weighAnew(deps, { ...act, delivery });
  return weighDelivery(deps, { ...act, delivery, corrects: { number, reason } });
}
