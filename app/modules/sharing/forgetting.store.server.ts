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
