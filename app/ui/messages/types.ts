import type { Locale } from "~/kernel/text";
import type desk from "./areas/desk.zh-CN";
import type privacy from "./areas/privacy.zh-CN";
import type shop from "./areas/shop.zh-CN";

/** Bodies of words of their own, so that a shopper does not download the words of the desks or of the privacy pages. */
export type Area = "shop" | "desk" | "privacy";

/** The Chinese catalogue is the source: what it lacks, no page may say. */
export type Messages = typeof shop & typeof desk & typeof privacy;

/** A key of the refusals' words, `refusals.<code>`. */
export type RefusalWords = keyof Messages["refusals"];

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
