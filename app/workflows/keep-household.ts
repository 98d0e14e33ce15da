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
import type { IntakeAct } from "./weigh-delivery";

export interface KeepHousehold extends IntakeAct {
  /** null for one that delivers for the first time */
  readonly householdId: string | null;
  readonly form: HouseholdForm;
}

/** Takes a household in, or writes down what has changed about it. */
export function keepHousehold(
  deps: { readonly db: Db },
  { householdId, form, cooperativeId, userId, now }: KeepHousehold,
): Promise<Result<{ readonly householdId: string }, HouseholdUnknown>> {
  return deps.db.transaction(
    async (tx): Promise<Result<{ readonly householdId: string }, HouseholdUnknown>> => {
      const change = { at: now, actorUserId: userId, organisationId: cooperativeId, reason: null } as const;
      const told = ({ name, phone, ...rest }: HouseholdFacts) => ({ householdName: name, phone, ...rest });
      if (householdId === null) {
        const facts = { ...form, phone: form.phone === "asItWas" ? null : form.phone };
        const made = await insertHousehold(tx, { ...facts, cooperativeId, now });
        await recordChange(tx, {
          ...{ ...change, act: "household.added", before: null, after: told(facts) },
          subject: { kind: "household", id: made.householdId },
        });
        return ok(made);
      }
      const before = await updateHousehold(tx, { ...form, householdId, cooperativeId });
      if (!before.ok) return before;
      const facts = { ...form, phone: form.phone === "asItWas" ? before.value.phone : form.phone };
      await recordChange(tx, {
        ...{ ...change, act: "household.changed", before: told(before.value), after: told(facts) },
        subject: { kind: "household", id: householdId },
      });
      return ok({ householdId });
    },
  );
}
