import { type HouseholdTrail, householdTrail } from "~/modules/identity/index.server";
import { type HouseholdHeld, householdHeld } from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import { MOST_OWN_ROWS } from "./gather-own-data";

export interface HouseholdData extends Omit<HouseholdHeld, "id"> {
  /** what the desk did about it, looks behind the mask included */
  readonly log: readonly HouseholdTrail[];
  /** kinds of which there is more than was handed out */
  readonly cutOff: readonly string[];
}

/**
 * Everything a cooperative holds about one household (个人信息保护法 art 45): they have no account, so their desk hands it out.
 * Read only, so no transaction. Undefined when there is no household of this number.
 */
export async function gatherHouseholdData(
  { db }: { readonly db: Db },
  ask: { readonly cooperativeId: string; readonly number: number },
): Promise<HouseholdData | undefined> {
  const most = MOST_OWN_ROWS;
  const held = await householdHeld(db, { ...ask, limit: most });
  if (!held) return undefined;
  const { id, ...household } = held;
  const slips = household.slips.map(({ number }) => number);
  const log = await householdTrail(db, { householdId: id, slips }, most);
  const kinds = { slips: household.slips, records: household.records, log };
  const cutOff = Object.entries(kinds).flatMap(([kind, rows]) => (rows.length === most ? [kind] : []));
  return { ...household, log, cutOff };
}
