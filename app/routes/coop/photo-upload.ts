import { redirect } from "@remix-run/node";
import { staff } from "~/http/door.server";
import { REFUSALS } from "~/http/refusals";
import { BUSY_HEADERS, eachUpload } from "~/http/uploads.server";
import type { Result } from "~/kernel/result";
import type { IngestRefusal } from "~/platform/media/ingest-image.server";
import { type EditPhotosRefusal, editPhotos } from "~/workflows/edit-photos";
import { cooperativeBySlug } from "./cooperative-of.server";
import { listingOf } from "./listing-of.server";
import { shownPhotos } from "./photos-of.server";

/** Two more than one chooses by mistake; the length of the body allows three of the largest. */
const MOST_AT_ONCE = 3;

/**
 * Where photographs arrive. A page with JavaScript sends one at a time, asks for JSON and shows how far it is; a plain
 * form is sent back to the page of the photographs.
 */
export const action = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { request, portal, viewer, organisationId, now, params } = visit;
  const { productId } = await listingOf(visit);
  const act = { productId, cooperativeId: organisationId, userId: viewer.userId, now };
  const work = async (bytes: Uint8Array): Promise<Result<void, IngestRefusal | EditPhotosRefusal>> => {
    const taken = await portal.photos.take(bytes, now);
    return taken.ok ? editPhotos(portal, { ...act, change: "add", imageId: taken.value.id }) : taken;
  };
  const { arrivals } = portal;
  const done = await eachUpload({ request, arrivals, name: "photo", most: MOST_AT_ONCE, work });
  const refused = done.ok ? null : done.refusal.code;
  if (request.headers.get("accept")?.includes("application/json")) {
    const headers = refused === "UploadsBusy" ? BUSY_HEADERS : {};
    if (refused) return Response.json({ refused }, { status: REFUSALS[refused], headers });
    // All of them, so that the page needs no other answer: the signal may be gone before the next one.
    const { photos } = await listingOf(visit);
    return Response.json({ photos: shownPhotos(photos, visit.locale) }, { status: 201 });
  }
  const back = `/coop/${params.slug}/products/${productId}/photos`;
  return redirect(refused ? `${back}?refused=${refused}` : back, 303);
});
