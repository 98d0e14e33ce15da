import { useLocation } from "@remix-run/react";
import { useLocale } from "use-intl";
import { LOCALES, type Locale } from "~/kernel/text";

/** Where each language of a page lives; the same table as http/locale.ts, which the ui may not import. */
export const LANGUAGE_PREFIX: Readonly<Record<Locale, string>> = {
  "zh-CN": "",
  "zh-TW": "/zh-TW",
  en: "/en",
};

export function pathInLanguage(locale: Locale, pathname: string): string {
  return pathname === "/" && locale !== "zh-CN"
    ? LANGUAGE_PREFIX[locale]
    : `${LANGUAGE_PREFIX[locale]}${pathname}`;
}

/** Tells search engines the page's address in every language, and which of several addresses is the page's own. */
export function AlternateLanguages({ origin }: { origin: string }) {
  const { pathname } = useLocation();
  const own = useLocale();
  return (
    <>
      <link rel="canonical" href={`${origin}${pathInLanguage(own, pathname)}`} />
      {LOCALES.map((locale) => (
        <link
          key={locale}
          rel="alternate"
          hrefLang={locale}
          href={`${origin}${pathInLanguage(locale, pathname)}`}
        />
      ))}
      <link rel="alternate" hrefLang="x-default" href={`${origin}${pathname}`} />
    </>
  );
}

/** For plain links to files: the address in the page's own language. Links between pages do this by themselves. */
export function useInLocale(): (path: string) => string {
  const own = useLocale();
  return (path) => pathInLanguage(own, path);
}
