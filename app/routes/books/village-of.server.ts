import type { FindOrganisation, Visit } from "~/http/door.server";
import { type VillageHeader, villageHeader } from "~/modules/alliance/index.server";
import { mayEnter } from "~/modules/identity/index.server";

/** The village that the address names, with its collective; undefined when there is none. */
export function villageOf({ portal, params, locale }: Visit): Promise<VillageHeader | undefined> {
  return villageHeader(portal.db, { slug: params.slug ?? "", locale });
}

/**
 * A village and its collective share an address: the accountant and the supervisors have their duties at the collective, the
 * first secretary at the village. Whichever admits the visitor is what the act is about.
 */
export const villageBySlug: FindOrganisation = async (visit) => {
  const village = await villageOf(visit);
  if (!village) return undefined;
  const { villageId, collectiveId } = village;
  const atVillage = mayEnter(visit.viewer, "village.overview.read", { organisationId: villageId });
  return atVillage ? villageId : collectiveId;
};
