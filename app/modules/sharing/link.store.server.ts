import { addMs } from "~/kernel/clock";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { ATTRIBUTION_WINDOW_MS, MAX_TOUCHES_READ, type TouchOfLink } from "./attribution";

/** A host's link, /l/:code. Covers one product, one cooperative or (both null) everything. */
export interface ShareLink {
  readonly id: string;
  readonly code: string;
  readonly hostId: string;
  readonly sessionId: string | null;
  readonly productId: string | null;
  readonly cooperativeId: string | null;
  /** The path the visitor is sent to. */
  readonly landing: string;
  readonly active: boolean;
}

const FIND = statement<[string], ShareLink>(
  "sharing.findLink",
  `SELECT id, code, host_id AS "hostId", session_id AS "sessionId", product_id AS "productId",
     cooperative_id AS "cooperativeId", landing, active
   FROM share_link WHERE code = $1`,
);

/** A link by its code, also one that was switched off: its visitors still land, uncredited. */
export async function findLink(tx: Tx, code: string): Promise<ShareLink | undefined> {
  return (await tx.run(FIND, [code]))[0];
}

export interface NewShareLink extends ShareLink {
  readonly createdAt: Date;
}

export async function insertLink(tx: Tx, link: NewShareLink): Promise<void> {
  await tx.prisma.shareLink.create({ data: link });
}

export interface NewTouch {
  readonly id: string;
  readonly linkId: string;
  /** From a cookie; names nobody. */
  readonly visitorId: string;
  readonly at: Date;
}

const TOUCH = statement<[string, string, string, Date], { id: string }>(
  "sharing.insertTouch",
  "INSERT INTO touch (id, link_id, visitor_id, at) VALUES ($1, $2, $3, $4) RETURNING id",
);

export async function insertTouch(tx: Tx, touch: NewTouch): Promise<void> {
  await tx.run(TOUCH, [touch.id, touch.linkId, touch.visitorId, touch.at]);
}

const TOUCHES = statement<[string, Date, Date, number], TouchOfLink>(
  "sharing.touchesOfVisitor",
  `SELECT t.id AS "touchId", t.link_id AS "linkId", l.session_id AS "sessionId", l.host_id AS "hostId",
     h.user_id AS "hostUserId", h.duty, l.product_id AS "productId", l.cooperative_id AS "cooperativeId", t.at
   FROM (SELECT DISTINCT ON (link_id) id, link_id, at FROM touch
         WHERE visitor_id = $1 AND at BETWEEN $2 AND $3 ORDER BY link_id, at DESC, id DESC) t
   JOIN share_link l ON l.id = t.link_id JOIN host h ON h.id = l.host_id
   WHERE NOT EXISTS (SELECT FROM organisation o WHERE o.id = h.id AND o.closed_at IS NOT NULL)
   ORDER BY t.at DESC, t.id DESC LIMIT $4`,
);

/**
 * A visitor's last visit through each link within the attribution window; the pure rule picks the winners. A host that was
 * closed is owed nothing new, so its visits are left out.
 */
export function touchesOfVisitor(tx: Tx, visitorId: string, now: Date): Promise<TouchOfLink[]> {
  return tx.run(TOUCHES, [visitorId, addMs(now, -ATTRIBUTION_WINDOW_MS), now, MAX_TOUCHES_READ]);
}
