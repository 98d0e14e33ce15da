import type { Locale } from "~/kernel/text";
import type desk from "./areas/desk.zh-CN";
import type shop from "./areas/shop.zh-CN";

/** Two bodies of words, so that a shopper does not download the words of the desks. */
export type Area = "shop" | "desk";

/** The Chinese catalogue is the source: what it lacks, no page may say. */
export type Messages = typeof shop & typeof desk;

/** A key of the refusals' words, `refusals.<code>`. */
export type RefusalWords = keyof Messages["refusals"];

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
