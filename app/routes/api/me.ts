import { readCookie } from "~/http/cookies.server";
import { openWithViewer } from "~/http/door.server";
import { countCart, hashCartToken } from "~/modules/ordering/index.server";

/** What pages that are the same for everybody ask for after they stand: the visitor's basket count and name. */
export const loader = openWithViewer("shop.browse", async ({ request, portal, viewer }) => {
  const token = readCookie(request, "basket");
  const cartPacks = token ? await countCart(portal.db, hashCartToken(token)) : 0;
  return Response.json(
    { cartPacks, name: viewer?.displayName ?? null },
    { headers: { "cache-control": "private, no-store" } },
  );
});
