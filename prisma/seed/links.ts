import { newId, newShareCode } from "~/kernel/ids";
import { insertLink } from "~/modules/sharing/index.server";
import type { Tx } from "~/platform/db/db.server";
import type { Cast } from "./cast";
import type { Dice } from "./dice";
import type { Places } from "./ground";
import type { HostKey } from "./people";
import { STANDING_LINKS, type StandingLinkData } from "./sessions";
import type { Listings } from "./shelves";
import type { VillageKey } from "./villages";

interface LinkInput {
  readonly places: Places;
  readonly cast: Cast;
  readonly listings: Listings;
  readonly chance: Dice;
  readonly now: Date;
}

export interface StandingLink extends StandingLinkData {
  readonly code: string;
}

/** The links that hosts have under their videos from the first day on. */
export async function writeStandingLinks(tx: Tx, input: LinkInput): Promise<readonly StandingLink[]> {
  const links: StandingLink[] = [];
  for (const link of STANDING_LINKS) {
    links.push({ ...link, code: await writeLink(tx, input, { ...link, sessionId: null }) });
  }
  return links;
}

/** One link to a product or to a whole cooperative, of a session or of none. Gives its code. */
export async function writeLink(
  tx: Tx,
  { places, cast, listings, chance, now }: LinkInput,
  link: {
    readonly host: HostKey;
    readonly village: VillageKey;
    readonly product: string | null;
    readonly sessionId: string | null;
  },
): Promise<string> {
  const listing = link.product === null ? undefined : listings.get(link.product);
  const { cooperativeId, cooperativeSlug } = places[link.village];
  const code = newShareCode(chance.bytes);
  await insertLink(tx, {
    id: newId(now),
    code,
    hostId: cast.hostIds[link.host],
    sessionId: link.sessionId,
    productId: listing?.productId ?? null,
    cooperativeId: listing ? null : cooperativeId,
    landing: listing ? `/products/${listing.data.slug}` : `/cooperatives/${cooperativeSlug}`,
    active: true,
    createdAt: now,
  });
  return code;
}
