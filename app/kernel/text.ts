/** The languages of the portal, and of every text that is data. zh-CN is the source. */
export const LOCALES = ["zh-CN", "zh-TW", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in all languages. The store fills zh-TW by conversion and en by its source when an author gave none. */
export type LocalizedText = Readonly<Record<Locale, string>>;

export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}
