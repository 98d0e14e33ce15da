import type { Result } from "~/kernel/result";
import {
  type LeadAct,
  type LeadNotFound,
  type LeadState,
  openLead as open,
} from "~/modules/wholesale/index.server";
import type { Db } from "~/platform/db/db.server";

/** Shows a lead's contact to a member of staff, after recording who saw it and when. */
export function openLead(
  deps: { readonly db: Db },
  input: LeadAct,
): Promise<Result<LeadState, LeadNotFound>> {
  return deps.db.transaction((tx) => open(tx, input));
}
