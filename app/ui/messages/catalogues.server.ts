import type { Locale } from "~/kernel/text";
import deskEn from "./areas/desk.en";
import deskZhCn from "./areas/desk.zh-CN";
import deskZhTw from "./areas/desk.zh-TW";
import marketEn from "./areas/market.en";
import marketZhCn from "./areas/market.zh-CN";
import marketZhTw from "./areas/market.zh-TW";
import privacyEn from "./areas/privacy.en";
import privacyZhCn from "./areas/privacy.zh-CN";
import privacyZhTw from "./areas/privacy.zh-TW";
import shopEn from "./areas/shop.en";
import shopZhCn from "./areas/shop.zh-CN";
import shopZhTw from "./areas/shop.zh-TW";
import traceEn from "./areas/trace.en";
import traceZhCn from "./areas/trace.zh-CN";
import traceZhTw from "./areas/trace.zh-TW";
import type { Area } from "./types";

const catalogues = {
  shop: { "zh-CN": shopZhCn, "zh-TW": shopZhTw, en: shopEn },
  market: { "zh-CN": marketZhCn, "zh-TW": marketZhTw, en: marketEn },
  desk: { "zh-CN": deskZhCn, "zh-TW": deskZhTw, en: deskEn },
  trace: { "zh-CN": traceZhCn, "zh-TW": traceZhTw, en: traceEn },
  privacy: { "zh-CN": privacyZhCn, "zh-TW": privacyZhTw, en: privacyEn },
} as const;

export function catalogueOf<A extends Area>(locale: Locale, area: A): (typeof catalogues)[A][Locale] {
  return catalogues[area][locale];
}
