import type { LocalizedText } from "~/kernel/text";
import { localized } from "~/platform/conversion.server";

/** A text of the demo: written in Chinese and in English; for Taiwan converted unless a better word is given. */
export function t(zh: string, en: string, tw?: string): LocalizedText {
  return localized({ zh, en, ...(tw === undefined ? {} : { tw }) });
}
