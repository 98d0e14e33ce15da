import { Converter, type ConverterFunction } from "opencc-js/cn2t";
import type { LocalizedText } from "~/kernel/text";

let simplifiedToTaiwan: ConverterFunction | undefined;

/**
 * A mainland 斤 is 500 g and Taiwan's is 600 g: a weight in the one is told in kilograms to readers of the other. Spans
 * (3–5斤) and pieces of 斤 (5斤半, 5斤2两) stay as they were written.
 */
const JIN = /(?<![\d.\-–~～至到])(\d+(?:\.\d+)?)(\s*)市?斤(?!半|[\d一二三四五六七八九]+两)/g;
const inKilograms = (text: string) =>
  text.replace(JIN, (_, jin: string, gap: string) => `${Number(jin) / 2}${gap}公斤`);

/**
 * Simplified Chinese as written in Taiwan, words and weights included (软件 → 軟體, 5斤 → 2.5公斤). The dictionaries take about 90 MB once
 * used, so they are opened at the first call: the seed and a desk that saves a text pay for them, a shop page never.
 */
export function toTraditional(text: string): string {
  simplifiedToTaiwan ??= Converter({ from: "cn", to: "twp" });
  return simplifiedToTaiwan(inKilograms(text));
}

/** A text in all three languages: zh-TW by conversion unless given. */
export function localized(texts: {
  readonly zh: string;
  readonly en: string;
  readonly tw?: string;
}): LocalizedText {
  return { "zh-CN": texts.zh, "zh-TW": texts.tw ?? toTraditional(texts.zh), en: texts.en };
}
