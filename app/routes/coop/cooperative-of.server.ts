import type { FindOrganisation, Visit } from "~/http/door.server";
import { type CooperativeHeader, cooperativeHeader } from "~/modules/alliance/index.server";

/** One look-up per request, however many loaders of the desk ask. */
const asked = new WeakMap<Request, Promise<CooperativeHeader | undefined>>();

/** The cooperative that a desk's address names; undefined when there is none. */
export function cooperativeOf({
  request,
  portal,
  params,
  locale,
}: Visit): Promise<CooperativeHeader | undefined> {
  const known = asked.get(request);
  if (known) return known;
  const looking = cooperativeHeader(portal.db, { slug: params.slug ?? "", locale });
  asked.set(request, looking);
  return looking;
}

/** For the doors of the desk: whose thing the act is about. */
export const cooperativeBySlug: FindOrganisation = async (visit) => (await cooperativeOf(visit))?.id;
