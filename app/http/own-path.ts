import { LOCALES } from "~/kernel/text";
import { PREFIX } from "./locale";

const LONGEST = 500;
/** Nothing that any browser or proxy might read as another host: no second slash, no backslash, nothing unprintable. */
const ONE_SLASH_ONLY = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/;
/** Addresses of signing in itself, which would only lead round in a circle. */
const CIRCLE = /^\/sign-in(?:[/?]|$)/;

/**
 * A path of ours to go on to, out of what an address or a form says: `/cart?x=1`. Undefined for everything else, above
 * all what leads to another site (`//elsewhere`, `/\elsewhere`, `https://elsewhere`, and these with escapes). The
 * language stays that of the page; a language's prefix is taken off.
 */
export function ownPath(text: string | null | undefined): string | undefined {
  if (!text || text.length > LONGEST) return undefined;
  // A path is looked at the way it stands and the way it reads once its escapes are gone, twice over.
  let read = text;
  for (let times = 0; times < 3; times += 1) {
    if (!isPathOfOne(read, times === 0)) return undefined;
    try {
      read = decodeURIComponent(read);
    } catch {
      break;
    }
  }
  const path = withoutLocale(text);
  return CIRCLE.test(path) ? undefined : path;
}

function isPathOfOne(text: string, asSent: boolean): boolean {
  if (!/^\/(?![/\\])/.test(text) || text.includes("\\") || /\p{Cc}/u.test(text)) return false;
  const path = text.split(/[?#]/, 1)[0] ?? "";
  if (path.includes("//")) return false;
  return !asSent || (ONE_SLASH_ONLY.test(text) && new URL(text, "http://own.invalid").host === "own.invalid");
}

function withoutLocale(path: string): string {
  for (const locale of LOCALES) {
    const prefix = PREFIX[locale];
    if (prefix === "") continue;
    if (path === prefix) return "/";
    if (path.startsWith(`${prefix}/`) && !path.startsWith(`${prefix}//`)) return path.slice(prefix.length);
    if (path.startsWith(`${prefix}?`)) return `/${path.slice(prefix.length)}`;
  }
  return path;
}
