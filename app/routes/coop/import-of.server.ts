import { notFound, type StaffVisit } from "~/http/door.server";
import { findImport, type ListingImport } from "~/modules/catalog/index.server";

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The import an address names; 404 for another cooperative's as for none. */
export async function importOf({
  portal,
  params,
  organisationId,
}: Pick<StaffVisit, "portal" | "params" | "organisationId">): Promise<ListingImport> {
  const id = params.id ?? "";
  const found = ID.test(id) ? await findImport(portal.db, organisationId, id) : undefined;
  if (!found) throw notFound();
  return found;
}
