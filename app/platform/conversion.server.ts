import { Converter, type ConverterFunction } from "opencc-js/cn2t";
import type { LocalizedText } from "~/kernel/text";

let simplifiedToTaiwan: ConverterFunction | undefined;

/**
 * Simplified Chinese as written in Taiwan, words included (软件 → 軟體). The dictionaries take about 90 MB once
 * used, so they are opened at the first call: the seed and a desk that saves a text pay for them, a shop page never.
 */
export function toTraditional(text: string): string {
  simplifiedToTaiwan ??= Converter({ from: "cn", to: "twp" });
  return simplifiedToTaiwan(text);
}

/** A text in all three languages: zh-TW by conversion unless given. */
export function localized(texts: {
  readonly zh: string;
  readonly en: string;
  readonly tw?: string;
}): LocalizedText {
  return { "zh-CN": texts.zh, "zh-TW": texts.tw ?? toTraditional(texts.zh), en: texts.en };
}
