import { data } from "@remix-run/node";
import type { FormInvalid } from "~/http/forms.server";
import { REFUSALS, type RefusalCode } from "~/http/refusals";
import type { Refusal } from "~/kernel/result";

type Kept = Pick<FormInvalid, "problems" | "values">;

const NOTHING: Kept = { problems: {}, values: {} };

/**
 * Answers a desk's form with a refusal: its code, and for a form that could not be read the problems by field with all
 * that was typed. `facts` say which of several forms on the page it was.
 */
export function refusedForm<Facts extends object>(refusal: Refusal<RefusalCode>, facts: Facts) {
  const kept = isFormInvalid(refusal) ? { problems: refusal.problems, values: refusal.values } : NOTHING;
  return data({ refused: refusal.code, ...kept, ...facts }, REFUSALS[refusal.code]);
}

function isFormInvalid(refusal: Refusal): refusal is FormInvalid {
  return refusal.code === "FormInvalid";
}
