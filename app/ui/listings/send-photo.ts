import type { RefusalCode } from "~/http/refusals";
import type { ListingPhoto } from "~/modules/catalog/index.server";

/** What became of a photograph; `lost`: nobody knows, the connection broke. `busy`: to be sent again in `seconds`. */
export type Sent =
  | { readonly is: "lost" }
  /** with all photographs the listing has now */
  | { readonly is: "sent"; readonly photos: readonly ListingPhoto[] }
  | { readonly is: "busy"; readonly seconds: number }
  | { readonly is: "refused"; readonly code: RefusalCode };

/** A connection that says nothing for so long is gone, whatever the telephone believes. */
const SILENT_MS = 150_000;
const MOST_BYTES = 20_000_000;
const USUAL_WAIT_SECONDS = 20;

/** Told before megabytes go over a weak signal for nothing. */
export function refusalAtSight({ size, type, name }: File): RefusalCode | undefined {
  if (/^image\/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name)) return "ImageIsHeic";
  return size > MOST_BYTES ? "ImageTooLarge" : undefined;
}

/** Sends one photograph and tells how much of it is on its way, from 0 to 1; `fetch` cannot say that. */
export function sendPhoto(to: string, file: File, tell: (share: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", to);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.timeout = SILENT_MS;
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    request.onerror = () => resolve({ is: "lost" });
    request.ontimeout = request.onerror;
    request.onload = () => resolve(answerOf(request));
    const form = new FormData();
    form.append("photo", file);
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Sent {
  const { status } = request;
  const { refused, photos } = (request.response ?? {}) as {
    readonly refused?: RefusalCode | null;
    readonly photos?: readonly ListingPhoto[];
  };
  if (status === 201 && photos) return { is: "sent", photos };
  if (status === 429 || status === 503) {
    const asked = Number(request.getResponseHeader("Retry-After"));
    return { is: "busy", seconds: asked > 0 ? asked : USUAL_WAIT_SECONDS };
  }
  if (status === 413) return { is: "refused", code: "ImageTooLarge" };
  return refused ? { is: "refused", code: refused } : { is: "lost" };
}
