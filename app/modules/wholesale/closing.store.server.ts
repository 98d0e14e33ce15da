import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const close = statement<[cooperativeId: string], never>(
  "wholesale.closeOffersOfCooperative",
  "UPDATE wholesale_offer SET open = false WHERE cooperative_id = $1 AND open",
);

/** Takes a cooperative's offers by the tonne off the list. */
export async function closeOffersOf(tx: Tx, cooperativeId: string): Promise<void> {
  await tx.run(close, [cooperativeId]);
}
