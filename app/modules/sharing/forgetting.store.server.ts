import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const touches = statement<[before: Date, limit: number], { readonly id: string }>(
  "sharing.forgetTouches",
  `DELETE FROM touch WHERE id IN (SELECT id FROM touch WHERE at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/**
 * Visits through links from before `before`. Whom a sale is credited to was frozen on the order line, so that no figure
 * of a host changes. Answers how many.
 */
export async function forgetTouches(
  tx: Tx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  return (await tx.run(touches, [before, limit])).length;
}

const selectTouchesOf = statement<
  [touchIds: readonly string[], limit: number],
  { readonly link: string; readonly at: string }
>(
  "sharing.ownTouches",
  `SELECT l.code AS link, to_json(t.at) AS at FROM touch t JOIN share_link l ON l.id = t.link_id
    WHERE t.visitor_id IN (SELECT visitor_id FROM touch WHERE id = ANY($1::uuid[])) ORDER BY t.at DESC LIMIT $2`,
);
const deleteTouchesOf = statement<[touchIds: readonly string[]], never>(
  "sharing.dropTouches",
  "DELETE FROM touch WHERE visitor_id IN (SELECT visitor_id FROM touch WHERE id = ANY($1::uuid[]))",
);

/** The visits of the browsers from which these touches came: as far as a visit can be tied to a person at all. */
export function ownTouches(tx: Tx, touchIds: readonly string[], limit: number) {
  return tx.run(selectTouchesOf, [touchIds, limit]);
}

export async function dropTouches(tx: Tx, touchIds: readonly string[]): Promise<void> {
  if (touchIds.length > 0) await tx.run(deleteTouchesOf, [touchIds]);
}
