import { openWithViewer } from "~/http/door.server";
import { keepChallenge, passkeyRequest } from "~/modules/identity/index.server";

/** What a browser needs to sign in with a passkey; asked for by a tap, so that merely looking writes nothing. */
export const action = openWithViewer("account.signIn", async ({ portal, now }) => {
  const options = await passkeyRequest(portal);
  const kept = await keepChallenge(portal.db, { challenge: options.challenge, userId: null, now });
  return Response.json({ ...kept, options }, { headers: { "cache-control": "no-store" } });
});
