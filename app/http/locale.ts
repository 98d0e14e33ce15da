import { LOCALES, type Locale } from "~/kernel/text";

/** zh-CN lives at the bare address; the others behind a prefix, so that every page has one address per language. */
export const PREFIX: Readonly<Record<Locale, string>> = { "zh-CN": "", "zh-TW": "/zh-TW", en: "/en" };

/** The language an address asks for; `/en.data` is how the browser asks for the data of the page `/en`. */
export function localeOfPath(pathname: string): Locale {
  for (const locale of LOCALES) {
    const prefix = PREFIX[locale];
    if (prefix === "" || !pathname.startsWith(prefix)) continue;
    const rest = pathname.slice(prefix.length);
    if (rest === "" || rest.startsWith("/") || rest === ".data") return locale;
  }
  return "zh-CN";
}

/** Puts an address of the table into a language: `/products` → `/en/products`. */
export function inLocale(locale: Locale, path: string): string {
  return path === "/" && locale !== "zh-CN" ? PREFIX[locale] : `${PREFIX[locale]}${path}`;
}
