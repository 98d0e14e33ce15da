import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly objectId: string;
  readonly payload: object;
  readonly receivedAt: Date;
}

const STORE = statement<[string, string, string, string, Date], { processed: boolean }>(
  "payments.storeEvent",
  `INSERT INTO webhook_event AS e (id, type, object_id, payload, received_at) VALUES ($1, $2, $3, $4::jsonb, $5)
   ON CONFLICT (id) DO UPDATE SET id = e.id RETURNING processed_at IS NOT NULL AS processed`,
);

/** Stores an event once under its own id, however often it comes; tells whether it has been dealt with before. */
export async function storeEvent(tx: Tx, event: ReceivedEvent): Promise<{ readonly processed: boolean }> {
  const [row] = await tx.run(STORE, [
    event.id,
    event.type,
    event.objectId,
    JSON.stringify(event.payload),
    event.receivedAt,
  ]);
  return { processed: row?.processed ?? false };
}

const PROCESSED = statement<[string, Date], { id: string }>(
  "payments.eventProcessed",
  "UPDATE webhook_event SET processed_at = coalesce(processed_at, $2) WHERE id = $1 RETURNING id",
);

export async function markProcessed(tx: Tx, eventId: string, at: Date): Promise<void> {
  await tx.run(PROCESSED, [eventId, at]);
}
