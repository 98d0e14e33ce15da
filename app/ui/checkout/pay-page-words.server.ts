import { pathInLanguage } from "~/ui/frame/alternate-languages";
import { pageWords } from "~/ui/messages/page-words.server";
import type { PayPageWords } from "~/workflows/open-checkout";

/** What stands on Stripe's pay page in the buyer's language, and where it leads afterwards. */
export function payPageWords(publicOrigin: string): PayPageWords {
  return {
    freightName: (locale) => pageWords(locale, "checkout")("summary.freight"),
    returnUrls: (orderNumber, locale) => ({
      successUrl: `${publicOrigin}${pathInLanguage(locale, "/checkout/return")}?order=${orderNumber}`,
      cancelUrl: `${publicOrigin}${pathInLanguage(locale, `/orders/${orderNumber}`)}`,
    }),
  };
}
