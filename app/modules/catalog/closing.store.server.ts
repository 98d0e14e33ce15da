import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { ProductMove, ProductState } from "./product";

const standing = statement<
  [cooperativeId: string],
  { readonly productId: string; readonly state: ProductState }
>(
  "catalog.listingsToClose",
  `SELECT id AS "productId", state FROM product WHERE cooperative_id = $1 AND state <> 'archived'
    ORDER BY id FOR UPDATE`,
);

/** By which moves a listing is put away for good, whatever state it is in: each one the table of product.ts allows. */
const WAY: Readonly<Record<ProductState, readonly ProductMove[]>> = {
  draft: ["archive"],
  inReview: ["withdraw", "archive"],
  published: ["pause", "archive"],
  paused: ["archive"],
  archived: [],
};

const takeBack = statement<[cooperativeId: string], never>(
  "catalog.takeRevisionsBack",
  `UPDATE listing_revision SET state = 'editing' WHERE state = 'inReview'
     AND product_id IN (SELECT id FROM product WHERE cooperative_id = $1)`,
);

/**
 * The listings of a cooperative that are not put away yet, locked, and the moves that put each away. Changes that wait for
 * the alliance go back to the desk, so that nobody reviews what will not be sold.
 */
export async function listingsToClose(
  tx: Tx,
  cooperativeId: string,
): Promise<readonly { readonly productId: string; readonly moves: readonly ProductMove[] }[]> {
  const rows = await tx.run(standing, [cooperativeId]);
  await tx.run(takeBack, [cooperativeId]);
  return rows.map(({ productId, state }) => ({ productId, moves: WAY[state] }));
}
