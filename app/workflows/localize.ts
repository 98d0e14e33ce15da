import type { Locale } from "~/kernel/text";
import type { Localize } from "~/modules/catalog/index.server";
import type { ListingText } from "~/modules/catalog/listing/attributes";

/** Simplified Chinese into Taiwan's; its dictionaries are opened at the first call. */
export type ToTraditional = (text: string) => string;

/** A text of the desk in all languages: zh-TW by conversion, English as written, or the Chinese where nobody could. */
export function localizeBy(toTraditional: ToTraditional): Localize {
  return ({ zh, en }) => ({ "zh-CN": zh, "zh-TW": toTraditional(zh), en: en || zh });
}

/** A text of the desk as one reader's language has it; simplified Chinese and English need no dictionaries. */
export function readIn(locale: Locale, toTraditional: ToTraditional): (text: ListingText) => string {
  switch (locale) {
    case "zh-CN":
      return ({ zh }) => zh;
    case "zh-TW":
      return ({ zh }) => toTraditional(zh);
    case "en":
      return ({ zh, en }) => en || zh;
  }
}
