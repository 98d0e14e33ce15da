import { useLocation } from "@remix-run/react";
import { useLocale, useTranslations } from "use-intl";
import { LOCALES, type Locale } from "~/kernel/text";
import { classes } from "~/ui/primitives/classes";
import { pathInLanguage } from "./alternate-languages";
import { GlobeIcon } from "./icons";

/** Each language names itself, whatever the page speaks. */
const OWN_NAME: Readonly<Record<Locale, string>> = {
  "zh-CN": "简体中文",
  "zh-TW": "繁體中文",
  en: "English",
};

/** Opens without JavaScript; each choice is the same page's address in another language. */
export function LanguageMenu() {
  const words = useTranslations("frame");
  const own = useLocale();
  const { pathname, search } = useLocation();
  return (
    <details className="group relative">
      <summary
        aria-label={words("language")}
        className="grid size-11 cursor-pointer list-none place-items-center [&::-webkit-details-marker]:hidden"
      >
        <GlobeIcon className="size-6" />
      </summary>
      <ul className="absolute right-0 top-11 w-36 rounded-card border border-line bg-card py-1 shadow-float">
        {LOCALES.map((locale) => (
          <li key={locale}>
            <a
              href={`${pathInLanguage(locale, pathname)}${search}`}
              lang={locale}
              aria-current={locale === own || undefined}
              className={classes(
                "flex min-h-11 items-center px-4 text-15 hover:bg-paper",
                locale === own && "font-semibold text-vermilion",
              )}
            >
              {OWN_NAME[locale]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
