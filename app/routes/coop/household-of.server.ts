import { notFound, type StaffVisit } from "~/http/door.server";
import { householdOpenUntil } from "~/modules/identity/index.server";
import { type LeavingPlan, leavingPlan } from "~/modules/intake/index.server";

/** The household that the address names, as far as it is this cooperative's, without anything about the person. */
export async function householdToAnswer(visit: StaffVisit): Promise<LeavingPlan> {
  const { portal, params, organisationId } = visit;
  const number = /^\d{1,4}$/.exec(params.number ?? "")?.[0];
  const plan =
    number && (await leavingPlan(portal.db, { cooperativeId: organisationId, number: Number(number) }));
  if (!plan) throw notFound();
  return plan;
}

/** Until when the visitor sees everything about it, having written down who asked; undefined: not now. */
export function openUntil({ portal, viewer, organisationId, now }: StaffVisit, householdId: string) {
  return householdOpenUntil(portal.db, { userId: viewer.userId, organisationId, householdId, now });
}
