import { newBasketToken, readCookie, writeCookie } from "~/http/cookies.server";
import type { Visit } from "~/http/door.server";
import { ownPath } from "~/http/own-path";
import { type SignIn, signIn } from "~/http/sign-in.server";
import { hashCartToken } from "~/modules/ordering/index.server";
import { mergeCart } from "~/workflows/merge-cart";

/** Where to go on to once signed in: only ever a path of ours. */
export function destination({ url }: Visit): string {
  return ownPath(url.searchParams.get("then")) ?? "/account";
}

/**
 * Signs somebody in who has proven to be that person; a visitor's basket comes along, that of somebody else who was
 * signed in here does not. The headers carry the cookies.
 */
export async function enter(visit: Visit, who: SignIn): Promise<Headers> {
  const { request, portal, viewer, now } = visit;
  const headers = new Headers();
  await signIn(request, portal, who, headers);
  const kept = viewer && viewer.userId !== who.userId ? undefined : readCookie(request, "basket");
  const token = kept ?? newBasketToken();
  if (!kept) headers.append("set-cookie", writeCookie("basket", token, portal.https));
  await mergeCart(portal, { userId: who.userId, tokenHash: hashCartToken(token), now });
  return headers;
}
