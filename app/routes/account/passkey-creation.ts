import { own } from "~/http/door.server";
import { provenJustNow } from "~/http/fresh-proof.server";
import { keepChallenge, passkeyCreation, passkeysOfUser } from "~/modules/identity/index.server";
import { pageWords } from "~/ui/messages/page-words.server";

/** What a browser needs to make a passkey. */
export const action = own("account.security.own", async (visit) => {
  await provenJustNow(visit);
  const { portal, viewer, locale, now } = visit;
  const { userId, displayName: name } = viewer;
  const siteName = pageWords(locale, "frame")("name");
  const others = await passkeysOfUser(portal.db, userId);
  const options = await passkeyCreation(portal, { userId, name, siteName }, others);
  const kept = await keepChallenge(portal.db, { challenge: options.challenge, userId, now });
  return Response.json({ ...kept, options }, { headers: { "cache-control": "no-store" } });
});
