import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type HouseholdUnknown, MOST_PLOTS, type TooManyPlots } from "./household";
import type { HouseholdFacts, HouseholdForm, PlotForm } from "./household.forms";

const lockNumbers = statement<[cooperativeId: string], { readonly locked: string }>(
  "intake.lockHouseholdNumbers",
  "SELECT pg_advisory_xact_lock(hashtextextended('household ' || $1, 0))::text AS locked",
);

const nextNumber = statement<[cooperativeId: string], { readonly number: number }>(
  "intake.nextHouseholdNumber",
  "SELECT coalesce(max(number), 0)::int + 1 AS number FROM household WHERE cooperative_id = $1",
);

interface WhoWrites {
  readonly userId: string | null;
  readonly now: Date;
}

/** Beside a number stands who wrote it down. */
function phoneSet(phone: string | null, { userId, now }: WhoWrites) {
  return phone === null
    ? { phone, phoneSetByUserId: null, phoneSetAt: null }
    : { phone, phoneSetByUserId: userId, phoneSetAt: now };
}

/** Takes a household in under the cooperative's next number, which stays its own for good. */
export async function insertHousehold(
  tx: Tx,
  input: HouseholdFacts & { readonly cooperativeId: string } & WhoWrites,
): Promise<{ readonly householdId: string; readonly number: number }> {
  const { cooperativeId, userId, now, phone, ...fields } = input;
  await tx.run(lockNumbers, [cooperativeId]);
  const [next] = await tx.run(nextNumber, [cooperativeId]);
  const householdId = newId(now);
  const number = next?.number ?? 1;
  await tx.prisma.household.create({
    data: {
      id: householdId,
      cooperativeId,
      number,
      createdAt: now,
      ...fields,
      ...phoneSet(phone, { userId, now }),
    },
  });
  return { householdId, number };
}

interface HouseholdOf {
  readonly householdId: string;
  readonly cooperativeId: string;
}

const lockHousehold = statement<
  [householdId: string, cooperativeId: string],
  HouseholdFacts & { readonly plots: number }
>(
  "intake.lockHousehold",
  `SELECT h.name, h.phone, h.member, h.demonstration,
     (SELECT count(*)::int FROM field_plot f WHERE f.household_id = h.id) AS plots
   FROM household h WHERE h.id = $1 AND h.cooperative_id = $2 AND h.left_at IS NULL FOR UPDATE`,
);

/** Changes a household. Answers what it was before, for the record of who changed what. */
export async function updateHousehold(
  tx: Tx,
  input: HouseholdOf & HouseholdForm & WhoWrites,
): Promise<Result<HouseholdFacts, HouseholdUnknown>> {
  const { householdId, cooperativeId, phone, userId, now, ...fields } = input;
  const [locked] = await tx.run(lockHousehold, [householdId, cooperativeId]);
  if (!locked) return refuse({ code: "HouseholdUnknown" });
  const { plots: _plots, ...before } = locked;
  const changed = phone !== "asItWas" && phone !== before.phone;
  const data = changed ? { ...fields, ...phoneSet(phone, { userId, now }) } : fields;
  await tx.prisma.household.update({ where: { id: householdId }, data });
  return ok(before);
}

/** Who wrote down the number that a household has now, and when. */
export async function phoneOrigin(
  tx: Tx,
  householdId: string,
): Promise<{ readonly phoneSetByUserId: string | null; readonly phoneSetAt: Date | null }> {
  return tx.prisma.household.findUniqueOrThrow({
    where: { id: householdId },
    select: { phoneSetByUserId: true, phoneSetAt: true },
  });
}

/** Adds a field to a household. */
export async function insertPlot(
  tx: Tx,
  input: HouseholdOf & PlotForm & { readonly now: Date },
): Promise<Result<{ readonly plotId: string }, HouseholdUnknown | TooManyPlots>> {
  const { householdId, cooperativeId, now, ...fields } = input;
  const [household] = await tx.run(lockHousehold, [householdId, cooperativeId]);
  if (!household) return refuse({ code: "HouseholdUnknown" });
  if (household.plots >= MOST_PLOTS) return refuse({ code: "TooManyPlots", most: MOST_PLOTS });
  const plotId = newId(now);
  await tx.prisma.fieldPlot.create({ data: { id: plotId, householdId, createdAt: now, ...fields } });
  return ok({ plotId });
}
