import type { LocalizedText } from "~/kernel/text";
import { toTraditional } from "~/platform/conversion.server";

/** Where the dictionary picks the wrong character or a word that is not said in Taiwan. */
const CORRECTIONS: readonly (readonly [converted: string, right: string])[] = [
  ["社群", "社區"],
  ["賬", "帳"],
  ["水衝", "水沖"],
  ["雲里", "雲裡"],
  ["炒制", "炒製"],
  ["成幹", "成乾"],
  ["喂大", "餵大"],
  ["扎筆", "紮筆"],
  ["支地扎", "支地紮"],
  ["嘗味", "嚐味"],
  ["釐米", "公分"],
  ["毫米", "公釐"],
  ["“", "「"],
  ["”", "」"],
];

/** A text of the demo: written in Chinese and in English; for Taiwan converted, corrected and read over. */
export function t(zh: string, en: string): LocalizedText {
  const taiwan = CORRECTIONS.reduce(
    (text, [converted, right]) => text.replaceAll(converted, right),
    toTraditional(zh),
  );
  return { "zh-CN": zh, "zh-TW": taiwan, en };
}
