import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  cancelPlans,
  changeState,
  type DeskChange,
  type NothingOnSale,
  type ProductMoveRefused,
  type ProductNotFound,
  type PublicationChange,
  type PublicationMove,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import {
  type CertificateMissing,
  type CertificateStanding,
  certificateForListing,
  certificateStanding,
  decideListing,
  ENDING_WITHIN_DAYS,
} from "~/modules/intake/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { type EndedMeanwhile, unlessEnded } from "./unless-ended";

export type ChangePublicationRefusal =
  | ProductNotFound
  | ProductMoveRefused
  | NothingOnSale
  | CertificateMissing;

export type ChangePublication = PublicationChange & { readonly move: PublicationMove };

/**
 * Publishes again, pauses or archives a listing of the staff member's cooperative; the shop shows it at once. Goods that need a
 * conformity certificate go on sale with one only.
 */
export function changePublication(
  deps: { readonly db: Db },
  input: ChangePublication,
): Promise<Result<DeskChange, ChangePublicationRefusal | EndedMeanwhile>> {
  return unlessEnded(deps.db.transaction((tx) => movePublication(tx, input)));
}

/** The same as a step of a transaction that does more. What is put away for good has nothing planned any more. */
export async function movePublication(
  tx: Tx,
  input: ChangePublication,
): Promise<Result<DeskChange, ChangePublicationRefusal>> {
  const { productId, userId, now } = input;
  const changed = await changeState(tx, input);
  if (!changed.ok) return changed;
  if (input.move === "publish") {
    const certified = await mayBeListed(tx, productId);
    if (!certified.ok) return certified;
  }
  if (input.move === "archive") await cancelPlans(tx, productId, { userId, now });
  const { from, to } = changed.value;
  await recordChange(tx, {
    at: now,
    actorUserId: userId,
    organisationId: input.cooperativeId,
    act: to === "published" ? "product.published" : "product.unpublished",
    subject: { kind: "product", id: productId },
    before: { state: from },
    after: { state: to },
    reason: input.note || null,
  });
  await tx.dropPages(changed.value.staleTags);
  return ok(changed.value);
}

/** Whether the law lets a listing go on sale as it stands: covered goods need a valid certificate of their current lot. */
export async function mayBeListed(
  tx: Tx,
  productId: string,
): Promise<Result<void, ProductNotFound | CertificateMissing>> {
  const listing = await certificateForListing(tx, productId);
  if (!listing) return refuse({ code: "ProductNotFound" });
  return decideListing(listing.categorySlug, listing.certificate);
}

export interface CertificateOfListing {
  readonly standing: CertificateStanding;
  /** of the certificate there is */
  readonly number: string | null;
}

/** How a listing stands with its certificate, for whoever writes it and whoever reviews it. */
export async function certificateOf(tx: Tx, productId: string, now: Date): Promise<CertificateOfListing> {
  const listing = await certificateForListing(tx, productId);
  if (!listing) return { standing: "missing", number: null };
  const endingFrom = shanghaiDay(addMs(now, ENDING_WITHIN_DAYS * DAY_MS));
  return { standing: certificateStanding(listing, endingFrom), number: listing.certificate };
}
