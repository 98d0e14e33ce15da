import type { Locale } from "~/kernel/text";
import type desk from "./areas/desk.zh-CN";
import type privacy from "./areas/privacy.zh-CN";
import type shop from "./areas/shop.zh-CN";
import type trace from "./areas/trace.zh-CN";

/** Bodies of words of their own, so that a shopper does not download the words of other pages. */
export type Area = "shop" | "desk" | "privacy" | "trace";

/** The Chinese catalogue is the source: what it lacks, no page may say. */
export type Messages = typeof shop & typeof desk & typeof privacy & typeof trace;

/** A key of the refusals' words, `refusals.<code>`. */
export type RefusalWords = keyof Messages["refusals"];

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
