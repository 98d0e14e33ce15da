import { createTranslator } from "use-intl";
import type { Locale } from "~/kernel/text";
import { catalogueOf } from "./catalogues.server";
import { TIME_ZONE } from "./provider";
import type { Area, Messages } from "./types";

type Bodies = { readonly [A in Area]: ReturnType<typeof catalogueOf<A>> };

/** The bodies that have all of these words: `shop` has but a few of the ledger's. */
type AreaWith<Namespace extends keyof Messages> = {
  [A in Area]: Bodies[A] extends Pick<Messages, Namespace> ? A : never;
}[Area];

/** Those whose words a buyer's page says without naming a body. */
type OfMarket = { [N in keyof Messages]: "market" extends AreaWith<N> ? N : never }[keyof Messages];

/**
 * Words for what a page says outside its body: title, description, CSV headings. The same catalogues as the body's,
 * read on the server only.
 */
export function pageWords<Namespace extends OfMarket>(
  locale: Locale,
  namespace: Namespace,
): PageWords<Namespace>;
export function pageWords<Namespace extends keyof Messages>(
  locale: Locale,
  namespace: Namespace,
  area: AreaWith<Namespace>,
): PageWords<Namespace>;
export function pageWords<Namespace extends keyof Messages>(
  locale: Locale,
  namespace: Namespace,
  area: Area = "market",
): PageWords<Namespace> {
  return createTranslator<Messages, Namespace>({
    locale,
    namespace,
    messages: catalogueOf(locale, area) as unknown as Messages,
    timeZone: TIME_ZONE,
  });
}

type PageWords<Namespace extends keyof Messages> = ReturnType<typeof createTranslator<Messages, Namespace>>;
