import { open } from "~/http/door.server";

/** The list changes with a release of the portal, not before. */
const SECONDS_KEPT = 86_400;

/** The level of places below one (`?under=610000`), for address selects. */
export const loader = open("shop.browse", ({ portal, url, locale, terms }) => {
  const under = url.searchParams.get("under") ?? undefined;
  terms.keep([], SECONDS_KEPT);
  return Response.json({ choices: portal.regions.childrenOf(under, locale) });
});
