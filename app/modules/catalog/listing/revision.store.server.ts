import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { ProductMove } from "../product";
import { draftToJson, type ListingDraft } from "./draft";

export type RevisionState = "editing" | "inReview" | "applied" | "discarded";

const upsert = statement<
  [id: string, productId: string, content: string, now: Date, userId: string],
  { readonly id: string }
>(
  "catalog.saveRevision",
  `INSERT INTO listing_revision (id, product_id, state, content, saved_at, saved_by)
   VALUES ($1, $2, 'editing', $3::jsonb, $4, $5)
   ON CONFLICT (product_id) WHERE state IN ('editing', 'inReview')
   DO UPDATE SET content = EXCLUDED.content, saved_at = EXCLUDED.saved_at, saved_by = EXCLUDED.saved_by
   RETURNING id`,
);

const setState = statement<[revisionId: string, state: RevisionState], never>(
  "catalog.moveRevision",
  "UPDATE listing_revision SET state = $2 WHERE id = $1",
);

/** Keeps what is to change of a listing on sale; at most one such version is open. The listing's row is locked. */
export async function saveRevision(
  tx: Tx,
  input: {
    readonly productId: string;
    readonly draft: ListingDraft;
    readonly userId: string;
    readonly now: Date;
  },
): Promise<string> {
  const content = JSON.stringify(draftToJson(input.draft));
  const [row] = await tx.run(upsert, [newId(input.now), input.productId, content, input.now, input.userId]);
  if (!row) throw new Error("a kept revision has an id");
  return row.id;
}

export async function moveRevision(tx: Tx, revisionId: string, state: RevisionState): Promise<void> {
  await tx.run(setState, [revisionId, state]);
}

export interface ListingEvent {
  readonly productId: string;
  /** of the version to come, where it was that which moved */
  readonly revisionId: string | null;
  readonly move: ProductMove | "discard";
  readonly userId: string | null;
  readonly reasons: readonly string[];
  readonly note: string;
  readonly at: Date;
}

/** Writes down who moved a listing, when and why. */
export async function recordListingEvent(tx: Tx, event: ListingEvent): Promise<void> {
  await tx.prisma.listingEvent.create({
    data: { id: newId(event.at), ...event, reasons: [...event.reasons] },
  });
}

export type PastListingEvent = Omit<ListingEvent, "productId" | "userId"> & {
  readonly byName: string | null;
};

const selectEvents = statement<[productId: string, limit: number], PastListingEvent>(
  "catalog.listingEvents",
  `SELECT e.revision_id AS "revisionId", e.move, e.reasons, e.note, e.at, u.display_name AS "byName"
     FROM listing_event e LEFT JOIN users u ON u.id = e.user_id
    WHERE e.product_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT $2`,
);

export const MOST_EVENTS_SHOWN = 30;

/** What became of a listing, latest first. */
export function listingEvents(tx: Tx, productId: string): Promise<PastListingEvent[]> {
  return tx.run(selectEvents, [productId, MOST_EVENTS_SHOWN]);
}

const selectSubmission = statement<[productId: string], { readonly id: string }>(
  "catalog.lastSubmission",
  "SELECT id FROM listing_event WHERE product_id = $1 AND move = 'submit' ORDER BY at DESC, id DESC LIMIT 1",
);

/** Names the latest submission of a listing, so that nobody decides on what has changed meanwhile. */
export async function lastSubmission(tx: Tx, productId: string): Promise<string | undefined> {
  const [row] = await tx.run(selectSubmission, [productId]);
  return row?.id;
}
