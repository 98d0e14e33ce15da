import { createTranslator } from "use-intl";
import type { Locale } from "~/kernel/text";
import { catalogueOf } from "./catalogues.server";
import { TIME_ZONE } from "./provider";
import type { Area, Messages } from "./types";

/**
 * Words for what a page says outside its body: title, description, CSV headings. The same catalogues as the body's,
 * read on the server only.
 */
export function pageWords<Namespace extends keyof Messages>(
  locale: Locale,
  namespace: Namespace,
  area: Area = "market",
) {
  return createTranslator<Messages, Namespace>({
    locale,
    namespace,
    messages: catalogueOf(locale, area) as unknown as Messages,
    timeZone: TIME_ZONE,
  });
}
