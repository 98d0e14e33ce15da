import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { OrganisationKind, Unsettled } from "./organisation";

/** An organisation with what is still open there; `fen` only as far as sales of a host's links are concerned. */
export interface OrganisationToClose {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: LocalizedText;
  readonly closedAt: Date | null;
  readonly closedReason: string | null;
  /** of a cooperative */
  readonly bookId: string | null;
  readonly unsettled: Unsettled;
}

type Row = Omit<OrganisationToClose, "unsettled"> & Unsettled;

/** Not over yet: somebody still pays, packs, sends, receives or may claim. */
const UNDER_WAY = "o.state IN ('placed', 'paid', 'packed', 'shipped', 'delivered')";

/** A cooperative's own orders, and those in which a host is to be paid: two ways, so that each has its index. */
const ITS_ORDERS = `SELECT o.id FROM orders o WHERE o.cooperative_id = org.id AND ${UNDER_WAY}
        UNION SELECT o.id FROM order_line l JOIN orders o ON o.id = l.order_id WHERE l.host_id = org.id AND ${UNDER_WAY}`;

const select = statement<[id: string], Row>(
  "identity.organisationToClose",
  `SELECT org.id, org.kind, org.name, org.closed_at AS "closedAt", org.closed_reason AS "closedReason",
     (SELECT c.book_id FROM cooperative c WHERE c.id = org.id) AS "bookId",
     (SELECT count(*)::int FROM (${ITS_ORDERS}) under_way) AS orders,
     (SELECT count(*)::int FROM claim c WHERE c.cooperative_id = org.id AND c.state = 'open') AS claims,
     (SELECT count(*)::int FROM refund r JOIN orders o ON o.id = r.order_id
       WHERE o.cooperative_id = org.id AND r.state IN ('requested', 'submitted')) AS refunds,
     (SELECT count(*)::int FROM lead l WHERE l.cooperative_id = org.id
         AND l.state IN ('new', 'opened', 'answered')) AS leads,
     (SELECT count(*)::int FROM intake_slip s WHERE s.cooperative_id = org.id AND s.state = 'draft') AS slips,
     (SELECT coalesce(sum(g.fen), 0)::bigint FROM order_line l JOIN orders o ON o.id = l.order_id
        JOIN order_leg g ON g.line_id = l.id AND g.kind = 'host'
       WHERE l.host_id = org.id AND o.state = 'settled') AS fen
     FROM organisation org WHERE org.id = $1`,
);

/** What the operator reads before closing an organisation; undefined when there is none. */
export async function organisationToClose(tx: Tx, id: string): Promise<OrganisationToClose | undefined> {
  const [row] = await tx.run(select, [id]);
  if (!row) return undefined;
  const { orders, claims, refunds, leads, slips, fen, ...organisation } = row;
  return { ...organisation, unsettled: { orders, claims, refunds, leads, slips, fen } };
}

const lock = statement<[id: string], { readonly id: string }>(
  "identity.lockOrganisationToClose",
  "SELECT id FROM organisation WHERE id = $1 FOR UPDATE",
);
const holdOrders = statement<[], never>(
  "identity.holdOrdersToClose",
  "LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE",
);
const close = statement<[id: string, userId: string, reason: string, now: Date], { readonly id: string }>(
  "identity.closeOrganisation",
  `UPDATE organisation SET closed_at = $4, closed_by_user_id = $2, closed_reason = $3
    WHERE id = $1 AND closed_at IS NULL RETURNING id`,
);
const endDuties = statement<[id: string, userId: string, reason: string, now: Date], { readonly id: string }>(
  "identity.endDutiesOfOrganisation",
  `UPDATE role_grant SET revoked_at = $4, revoked_by_user_id = $2, revoked_reason = $3
    WHERE organisation_id = $1 AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > $4) RETURNING id`,
);
const endInvitations = statement<[id: string, now: Date], never>(
  "identity.endInvitationsOfOrganisation",
  `UPDATE invitation SET withdrawn_at = $2
    WHERE organisation_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2`,
);

/**
 * Locks an organisation until the transaction is over. Who gives a duty, puts goods on sale, asks for goods or weighs some
 * there at this moment is waited for; who comes later waits, and is refused by the database.
 */
export async function lockOrganisationToClose(tx: Tx, id: string): Promise<void> {
  await tx.run(lock, [id]);
}

/**
 * Holds the orders of the whole portal back until the transaction is over, so it is the last thing to be locked. A sale
 * touches no row that others touch too, an organisation's neither: there is nothing smaller that it could wait for.
 */
export async function holdOrdersToClose(tx: Tx): Promise<void> {
  await tx.run(holdOrders, []);
}

/** Ends the duties and invitations of an organisation and marks it closed. Answers how many duties ended. */
export async function closeOrganisationRow(
  tx: Tx,
  input: { readonly id: string; readonly userId: string; readonly reason: string; readonly now: Date },
): Promise<number> {
  const { id, userId, reason, now } = input;
  const ended = await tx.run(endDuties, [id, userId, reason, now]);
  await tx.run(endInvitations, [id, now]);
  await tx.run(close, [id, userId, reason, now]);
  return ended.length;
}
