import { createContext, type ReactNode, useContext } from "react";
import { IntlProvider } from "use-intl";
import { isLocale } from "~/kernel/text";
import type { Area } from "./types";

/** Staff pages, and the page where somebody becomes staff, live under these folders of routes/. */
const DESK_ROUTES = /^routes\/(coop|books|host|alliance|admin|invite)\//;

const PRIVACY_ROUTES = /^routes\/privacy\//;
const TRACE_ROUTES = /^routes\/trace\//;

const MARKET_ROUTES =
  /^routes\/(account|demo|wholesale)\/|^routes\/shop\/(ledger|orders?|order-address|order-claim|short-link)$/;

/** Which body of words the matched routes speak with. */
export function areaOfMatches(routeIds: readonly string[]): Area {
  if (routeIds.some((id) => DESK_ROUTES.test(id))) return "desk";
  if (routeIds.some((id) => TRACE_ROUTES.test(id))) return "trace";
  if (routeIds.some((id) => PRIVACY_ROUTES.test(id))) return "privacy";
  return routeIds.some((id) => MARKET_ROUTES.test(id)) ? "market" : "shop";
}

/** The business's. */
export const TIME_ZONE = "Asia/Shanghai";

interface CatalogueProviderProps {
  readonly locale: string;
  readonly messages: object;
  readonly children: ReactNode;
}

/** Gives the tree below it words, in the business's time zone. */
export function CatalogueProvider({ locale, messages, children }: CatalogueProviderProps) {
  return (
    <IntlProvider locale={isLocale(locale) ? locale : "zh-CN"} messages={messages} timeZone={TIME_ZONE}>
      {children}
    </IntlProvider>
  );
}

/**
 * Where the words of an area are read in the page's language. In a browser they may still be on their way: then a
 * promise is thrown, and React keeps the page before until they are there. Null asks for any words.
 */
export interface Speech {
  readonly locale: string;
  readonly read: (area: Area | null) => object;
}

const SpeechContext = createContext<Speech>({ locale: "zh-CN", read: () => ({}) });

export const SpeechProvider = SpeechContext.Provider;

/** Gives the page below it the words of its area, whichever page somebody came from. */
export function WordsOfArea({
  area,
  children,
}: {
  readonly area: Area | null;
  readonly children: ReactNode;
}) {
  const { locale, read } = useContext(SpeechContext);
  return (
    <CatalogueProvider locale={locale} messages={read(area)}>
      {children}
    </CatalogueProvider>
  );
}
