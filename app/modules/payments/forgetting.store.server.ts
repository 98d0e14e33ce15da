import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const webhooks = statement<[before: Date, limit: number], { readonly id: string }>(
  "payments.emptyWebhooks",
  `UPDATE webhook_event SET payload = '{}' WHERE id IN
     (SELECT id FROM webhook_event WHERE received_at < $1 AND processed_at IS NOT NULL AND payload <> '{}'
       LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/**
 * Empties Stripe's messages that were worked off and arrived before `before`; that each came is still known, so that
 * one sent again is still recognised. Answers how many.
 */
export async function emptyWebhooks(
  tx: Tx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  return (await tx.run(webhooks, [before, limit])).length;
}
