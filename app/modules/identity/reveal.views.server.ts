import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import { startOfShanghaiDay } from "~/kernel/period";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { leastIdAt } from "./audit.views.server";
import type { Role } from "./duties";
import { REVEAL_LASTS_MS, type RevealedKind, type RevealPurpose } from "./reveal";

const selectNow = statement<
  [
    userId: string,
    organisationId: string,
    kind: string,
    ids: readonly string[] | null,
    leastId: string,
    since: Date,
  ],
  { readonly id: string; readonly at: Date }
>(
  "identity.revealedNow",
  `SELECT subject_id AS id, max(at) AS at FROM audit_entry
    WHERE actor_user_id = $1 AND id >= $5::uuid AND act = 'contact.revealed' AND organisation_id = $2
      AND subject_kind = $3 AND ($4::text[] IS NULL OR subject_id = ANY($4)) AND at > $6
    GROUP BY subject_id`,
);

/** Which of these things a person looked behind the mask of a short while ago, and until when the mask stays off. */
export async function revealedNow(
  tx: Tx,
  ask: {
    readonly userId: string;
    readonly organisationId: string;
    readonly kind: RevealedKind;
    /** null: all of them */
    readonly ids: readonly string[] | null;
    readonly now: Date;
  },
): Promise<ReadonlyMap<string, Date>> {
  const since = addMs(ask.now, -REVEAL_LASTS_MS);
  const { userId, organisationId, kind, ids } = ask;
  const rows = await tx.run(selectNow, [userId, organisationId, kind, ids, leastIdAt(since), since]);
  return new Map(rows.map(({ id, at }) => [id, addMs(at, REVEAL_LASTS_MS)]));
}

const selectStanding = statement<
  [organisationId: string, number: string, leastId: string, since: Date],
  { readonly until: Date }
>(
  "identity.orderInSight",
  `SELECT max(at) AS until FROM audit_entry
    WHERE organisation_id = $1 AND id >= $3::uuid AND act = 'contact.revealed' AND subject_kind = 'order'
      AND subject_id = $2 AND at > $4
   HAVING max(at) IS NOT NULL`,
);

/** Until when somebody at a desk sees behind the mask of an order; undefined when nobody does. */
export async function orderInSight(
  tx: Tx,
  ask: { readonly organisationId: string; readonly number: string; readonly now: Date },
): Promise<Date | undefined> {
  const since = addMs(ask.now, -REVEAL_LASTS_MS);
  const [row] = await tx.run(selectStanding, [ask.organisationId, ask.number, leastIdAt(since), since]);
  return row && addMs(row.until, REVEAL_LASTS_MS);
}

/** How often one person looked behind masks at an organisation. */
export interface RevealCount {
  readonly userId: string;
  readonly name: string;
  readonly today: number;
  readonly month: number;
}

export const REVEALS_COUNTED_DAYS = 30;
const MOST_COUNTED = 50;

const selectCounts = statement<[organisationId: string, leastId: string, today: Date], RevealCount>(
  "identity.revealCounts",
  `SELECT u.id AS "userId", u.display_name AS name, count(*) FILTER (WHERE e.at >= $3)::int AS today, count(*)::int AS month
     FROM audit_entry e JOIN users u ON u.id = e.actor_user_id
    WHERE e.organisation_id = $1 AND e.id >= $2::uuid AND e.act = 'contact.revealed'
    GROUP BY u.id ORDER BY month DESC, u.id LIMIT ${MOST_COUNTED}`,
);

/** For whoever answers for an organisation: who looked how often, today and in the last 30 days. */
export function revealCounts(
  tx: Tx,
  { organisationId, now }: { readonly organisationId: string; readonly now: Date },
): Promise<RevealCount[]> {
  const since = leastIdAt(addMs(now, -REVEALS_COUNTED_DAYS * DAY_MS));
  return tx.run(selectCounts, [organisationId, since, startOfShanghaiDay(shanghaiDay(now))]);
}

/** What a buyer is told: from where somebody looked, in which capacity, what for and when; not who it was. */
export interface OwnReveal {
  readonly at: string;
  readonly kind: RevealedKind;
  /** number of the order or of the request */
  readonly number: string;
  readonly organisation: Readonly<Record<string, string>> | null;
  readonly role: Role;
  readonly purpose: RevealPurpose;
}

const selectOwn = statement<[orders: readonly string[], leads: readonly string[], limit: number], OwnReveal>(
  "identity.ownReveals",
  `SELECT to_json(e.at) AS at, e.subject_kind AS kind, e.subject_id AS number, o.name AS organisation,
          e.after ->> 'role' AS role, e.after ->> 'purpose' AS purpose
     FROM audit_entry e LEFT JOIN organisation o ON o.id = e.organisation_id
    WHERE e.act = 'contact.revealed'
      AND ((e.subject_kind = 'order' AND e.subject_id = ANY($1::text[]))
        OR (e.subject_kind = 'lead' AND e.subject_id = ANY($2::text[])))
    ORDER BY e.id DESC LIMIT $3`,
);

/** Every look at the name, telephone or address in these orders and requests (by number), the latest first. */
export function ownReveals(
  tx: Tx,
  numbers: { readonly orders: readonly string[]; readonly leads: readonly string[] },
  limit: number,
): Promise<OwnReveal[]> {
  return tx.run(selectOwn, [numbers.orders, numbers.leads, limit]);
}
