import { ok, type Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type HouseholdFacts,
  type HouseholdForm,
  type HouseholdUnknown,
  insertHousehold,
  updateHousehold,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { SmsSender } from "~/platform/sms/sms";
import type { IntakeAct } from "./weigh-delivery";

export interface KeepHousehold extends IntakeAct {
  /** null for one that delivers for the first time */
  readonly householdId: string | null;
  readonly form: HouseholdForm;
}

interface Kept {
  readonly householdId: string;
  /** the number it had until now, where that is another one */
  readonly oldPhone: string | null;
}

/** Takes a household in, or writes down what has changed about it. */
export function keepHousehold(
  deps: { readonly db: Db },
  { householdId, form, cooperativeId, userId, now }: KeepHousehold,
): Promise<Result<Kept, HouseholdUnknown>> {
  return deps.db.transaction(async (tx): Promise<Result<Kept, HouseholdUnknown>> => {
    const change = { at: now, actorUserId: userId, organisationId: cooperativeId, reason: null } as const;
    const told = ({ name, phone, ...rest }: HouseholdFacts) => ({ householdName: name, phone, ...rest });
    if (householdId === null) {
      const facts = { ...form, phone: form.phone === "asItWas" ? null : form.phone };
      const made = await insertHousehold(tx, { ...facts, cooperativeId, userId, now });
      await recordChange(tx, {
        ...change,
        act: "household.added",
        before: null,
        after: told(facts),
        subject: { kind: "household", id: made.householdId },
      });
      return ok({ householdId: made.householdId, oldPhone: null });
    }
    const before = await updateHousehold(tx, { ...form, householdId, cooperativeId, userId, now });
    if (!before.ok) return before;
    const facts = { ...form, phone: form.phone === "asItWas" ? before.value.phone : form.phone };
    await recordChange(tx, {
      ...change,
      act: "household.changed",
      before: told(before.value),
      after: told(facts),
      subject: { kind: "household", id: householdId },
    });
    const { phone } = before.value;
    return ok({ householdId, oldPhone: phone === facts.phone ? null : phone });
  });
}

/**
 * The same for one that is there already; the number it had until now is told of the change, so that a household hears of
 * one that it did not ask for. Whether that message left changes nothing.
 */
export async function changeHousehold(
  { db, sms }: { readonly db: Db; readonly sms: SmsSender },
  { textToOldPhone, ...change }: KeepHousehold & { readonly textToOldPhone: string },
): Promise<Result<void, HouseholdUnknown>> {
  const kept = await keepHousehold({ db }, change);
  if (!kept.ok) return kept;
  const { oldPhone } = kept.value;
  if (oldPhone !== null) await sms.send({ phone: oldPhone, text: textToOldPhone });
  return ok();
}
