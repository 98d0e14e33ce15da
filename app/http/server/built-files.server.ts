import sirv from "sirv";
import type { StaticDoor } from "./node-server";
import { type SiteFacts, standingHeaders } from "./security-headers";

const YEAR_SECONDS = 31_536_000;
const DAY_SECONDS = 86_400;

/**
 * Serves what the build made, in the compressed form the build made too. Names under /assets carry a hash of what they
 * hold and are kept for good; the icon and its kind may change with a release.
 */
export function serveBuiltFiles(folder: string, site: SiteFacts): StaticDoor {
  const standing = Object.entries(standingHeaders(site));
  return sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response, path) {
      const lasting = path.startsWith("/assets/");
      response.setHeader(
        "cache-control",
        lasting ? `public, max-age=${YEAR_SECONDS}, immutable` : `public, max-age=${DAY_SECONDS}`,
      );
      for (const [name, value] of standing) response.setHeader(name, value);
    },
  });
}
