import { notFound, type StaffVisit } from "~/http/door.server";
import { type DeskListing, deskListing } from "~/modules/catalog/index.server";

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The listing an address of the desk names; 404 for another cooperative's as for none. */
export async function listingOf({
  portal,
  params,
  organisationId,
}: Pick<StaffVisit, "portal" | "params" | "organisationId">): Promise<DeskListing> {
  const id = params.id ?? "";
  const listing = ID.test(id) ? await deskListing(portal.db, id) : undefined;
  if (!listing || listing.cooperativeId !== organisationId) throw notFound();
  return listing;
}

/** What is being worked on: the version to come where there is one. */
export function workedOn({ revision, draft }: DeskListing) {
  return revision?.draft ?? draft;
}
