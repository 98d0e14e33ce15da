import type { Localize } from "~/modules/catalog/index.server";

/** Simplified Chinese into Taiwan's; its dictionaries are opened at the first call. */
export type ToTraditional = (text: string) => string;

/** A text of the desk in all languages: zh-TW by conversion, English as written, or the Chinese where nobody could. */
export function localizeBy(toTraditional: ToTraditional): Localize {
  return ({ zh, en }) => ({ "zh-CN": zh, "zh-TW": toTraditional(zh), en: en || zh });
}
