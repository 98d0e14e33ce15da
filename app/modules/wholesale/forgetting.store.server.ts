import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** Of a lead, at the moment `$2`. */
const TAKE_BUYER_OUT = `UPDATE lead SET company = '', contact = '', phone = '', note = '', next_step = NULL,
     next_step_on = NULL, contact_erased_at = $2`;

const leads = statement<[before: Date, now: Date, limit: number], { readonly id: string }>(
  "wholesale.anonymiseLeads",
  `${TAKE_BUYER_OUT} WHERE id IN (SELECT id FROM lead WHERE created_at < $1 AND contact_erased_at IS NULL LIMIT $3
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

const own = statement<
  [phone: string, limit: number],
  {
    readonly number: string;
    readonly cooperative: LocalizedText;
    readonly servicePhone: string;
    readonly state: string;
    readonly variety: string;
    readonly grams: string;
    readonly company: string;
    readonly contact: string;
    readonly phone: string;
    readonly note: string;
    readonly createdAt: string;
  }
>(
  "wholesale.ownLeads",
  `SELECT l.number, c.name AS cooperative, c.service_phone AS "servicePhone", l.state, l.variety, l.grams::text AS grams,
     l.company, l.contact, l.phone, l.note, to_json(l.created_at) AS "createdAt"
   FROM lead l JOIN cooperative c ON c.id = l.cooperative_id WHERE l.phone = $1 ORDER BY l.id DESC LIMIT $2`,
);
/** The requests sent with a person's proven telephone number. */
export function ownLeads(tx: Tx, phone: string | null, limit: number) {
  return phone === null ? Promise.resolve([]) : tx.run(own, [phone, limit]);
}

const ofPhone = statement<[phone: string, now: Date], { readonly id: string }>(
  "wholesale.anonymiseLeadsOfPhone",
  `${TAKE_BUYER_OUT} WHERE phone = $1 AND state <> 'won' AND contact_erased_at IS NULL RETURNING id`,
);
/** Takes the buyer out of requests that came to nothing or have not yet: those that were won are a transaction. */
export async function anonymiseLeadsOfPhone(tx: Tx, phone: string | null, now: Date): Promise<void> {
  if (phone === null) return;
  const rows = await tx.run(ofPhone, [phone, now]);
  if (rows.length > 0) await tx.run(events, [rows.map(({ id }) => id)]);
}
