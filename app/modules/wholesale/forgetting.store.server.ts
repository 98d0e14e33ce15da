import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const leads = statement<[before: Date, now: Date, limit: number], { readonly id: string }>(
  "wholesale.anonymiseLeads",
  `UPDATE lead SET company = '', contact = '', phone = '', note = '', next_step = NULL, next_step_on = NULL,
     contact_erased_at = $2
   WHERE id IN (SELECT id FROM lead WHERE created_at < $1 AND contact_erased_at IS NULL LIMIT $3
                FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);
const events = statement<[leadIds: readonly string[]], never>(
  "wholesale.anonymiseLeadEvents",
  "UPDATE lead_event SET body = '' WHERE lead_id = ANY($1::uuid[]) AND body <> ''",
);

/** Takes the buyer out of leads from before `before`; what was asked for and what came of it stay. Answers how many. */
export async function anonymiseLeads(
  tx: Tx,
  { before, now, limit }: { readonly before: Date; readonly now: Date; readonly limit: number },
): Promise<number> {
  const rows = await tx.run(leads, [before, now, limit]);
  if (rows.length > 0) await tx.run(events, [rows.map(({ id }) => id)]);
  return rows.length;
}
