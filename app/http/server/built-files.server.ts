import sirv from "sirv";
import type { StaticDoor } from "./node-server";

const YEAR_SECONDS = 31_536_000;
const DAY_SECONDS = 86_400;

/**
 * Serves what the build made, in the compressed form the build made too. Names under /assets carry a hash of what they
 * hold and are kept for good; the icon and its kind may change with a release.
 */
export function serveBuiltFiles(folder: string): StaticDoor {
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
      response.setHeader("x-content-type-options", "nosniff");
    },
  });
}
