import type { IncomingMessage } from "node:http";
import type { Locale } from "~/kernel/text";
import { inLocale, localeOfPath } from "../locale";
import { ownPath } from "../own-path";
import { bodyKindOf, type Turned } from "./admission";

/** Why a form did not get through; each has words of its own. */
export type UnsentBecause = "formTooLong" | "photosTooLarge" | "sheetTooLarge" | "tooSlow" | "tooMany";

/** What the page says to whoever sent a form that did not get through. */
export interface Unsent {
  readonly because: UnsentBecause;
  readonly locale: Locale;
  /** The page the form stood on, as it stands in an address; where that is not known, the shop. */
  readonly back: string;
  readonly backIsForm: boolean;
}

/** Makes the page, which runs no script: the address in the browser's bar is the form's, and nothing lives there. */
export type UnsentPage = (unsent: Unsent) => string;

const TOO_LARGE = { form: "formTooLong", photos: "photosTooLarge", sheet: "sheetTooLarge" } as const;

/** What to tell the sender in a page, where a browser shows the answer to a person; programs get the bare word. */
export function unsentOf(request: IncomingMessage, reason: Turned["reason"] | "tooSlow"): Unsent | undefined {
  if (!isShown(request)) return undefined;
  const because = becauseOf(request, reason);
  if (!because) return undefined;
  const locale = localeOfPath((request.url ?? "").split("?", 1)[0] ?? "");
  const form = formOf(request);
  return { because, locale, back: inLocale(locale, form ?? "/"), backIsForm: form !== undefined };
}

/** A browser that goes to a page says so; older ones only that they want one. What scripts fetch wants anything. */
function isShown({ headers }: IncomingMessage): boolean {
  const mode = headers["sec-fetch-mode"];
  return (mode === undefined || mode === "navigate") && (headers.accept ?? "").includes("text/html");
}

function becauseOf({ url = "" }: IncomingMessage, reason: Turned["reason"] | "tooSlow") {
  if (reason === "tooSlow") return reason;
  if (reason === "bodyTooLarge") return TOO_LARGE[bodyKindOf(url)];
  return reason === "tooManyBodies" || reason === "tooManyBodiesOfOne" ? "tooMany" : undefined;
}

/** Only the path counts: this page was sent from here, or its form would have been refused as another site's. */
function formOf({ headers }: IncomingMessage): string | undefined {
  const { referer } = headers;
  if (!referer || !URL.canParse(referer)) return undefined;
  const { pathname, search } = new URL(referer);
  return ownPath(pathname + search);
}
