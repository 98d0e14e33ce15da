import type { Locale } from "~/kernel/text";
import type desk from "./areas/desk.zh-CN";
import type market from "./areas/market.zh-CN";
import type privacy from "./areas/privacy.zh-CN";
import type trace from "./areas/trace.zh-CN";

/**
 * Bodies of words of their own, so that a shopper does not download the words of other pages. `shop` is the way from the
 * window to the pay page, where every kilobyte counts; `market` holds it and all other pages for buyers.
 */
export type Area = "shop" | "market" | "desk" | "privacy" | "trace";

/** The Chinese catalogue is the source: what it lacks, no page may say. */
export type Messages = typeof market & typeof desk & typeof privacy & typeof trace;

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
