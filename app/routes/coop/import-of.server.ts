import { notFound, type StaffVisit } from "~/http/door.server";
import { findImport, type ImportHead, importHead, type ListingImport } from "~/modules/catalog/index.server";

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Asked = Pick<StaffVisit, "portal" | "params" | "organisationId">;

/** The import an address names, without its rows; 404 for another cooperative's as for none. */
export async function importHeadOf({ portal, params, organisationId }: Asked): Promise<ImportHead> {
  const id = params.id ?? "";
  const found = ID.test(id) ? await importHead(portal.db, organisationId, id) : undefined;
  if (!found) throw notFound();
  return found;
}

/** The same with everything. */
export async function importOf({ portal, params, organisationId }: Asked): Promise<ListingImport> {
  const id = params.id ?? "";
  const found = ID.test(id) ? await findImport(portal.db, organisationId, id) : undefined;
  if (!found) throw notFound();
  return found;
}
