import { addMs } from "~/kernel/clock";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { leastIdAt } from "./audit.views.server";
import { REVEAL_LASTS_MS } from "./reveal";

/** What was done about a household, as it is told what was done: not who did it. `role` and `purpose` of looks only. */
export interface HouseholdTrail {
  readonly at: string;
  readonly act: string;
  readonly subject: string;
  readonly role: string | null;
  readonly purpose: string | null;
}

const trail = statement<[householdId: string, slips: readonly string[], limit: number], HouseholdTrail>(
  "identity.householdTrail",
  `SELECT to_json(at) AS at, act, subject_kind || ' ' || CASE WHEN subject_kind = 'intake' THEN subject_id ELSE '' END AS subject,
     CASE WHEN act = 'contact.revealed' THEN after ->> 'role' END AS role,
     CASE WHEN act = 'contact.revealed' THEN after ->> 'purpose' END AS purpose
   FROM audit_entry
   WHERE (subject_kind = 'household' AND subject_id = $1) OR (subject_kind = 'intake' AND subject_id = ANY($2::text[]))
   ORDER BY id DESC LIMIT $3`,
);

/** The log's entries about a household and its slips (by number), the latest first. */
export function householdTrail(
  tx: Tx,
  { householdId, slips }: { readonly householdId: string; readonly slips: readonly string[] },
  limit: number,
): Promise<HouseholdTrail[]> {
  return tx.run(trail, [householdId, slips, limit]);
}

const handedOut = statement<
  [userId: string, organisationId: string, householdId: string, leastId: string, since: Date],
  { readonly at: Date }
>(
  "identity.householdHandedOut",
  `SELECT max(at) AS at FROM audit_entry
    WHERE actor_user_id = $1 AND id >= $4::uuid AND act = 'household.handedOut' AND organisation_id = $2
      AND subject_kind = 'household' AND subject_id = $3 AND at > $5
   HAVING max(at) IS NOT NULL`,
);

/** Until when a member of staff, who wrote down who asked, sees everything about a household; undefined: not now. */
export async function householdOpenUntil(
  tx: Tx,
  ask: {
    readonly userId: string;
    readonly organisationId: string;
    readonly householdId: string;
    readonly now: Date;
  },
): Promise<Date | undefined> {
  const since = addMs(ask.now, -REVEAL_LASTS_MS);
  const asked = [ask.userId, ask.organisationId, ask.householdId, leastIdAt(since), since] as const;
  const [row] = await tx.run(handedOut, [...asked]);
  return row && addMs(row.at, REVEAL_LASTS_MS);
}
