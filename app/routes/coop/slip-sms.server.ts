import type { StaffVisit } from "~/http/door.server";
import { slipCode, slipLink } from "~/http/slip-link.server";
import { plainYuan, unitPriceText, weightNumber } from "~/kernel/amount-text";
import { maskPhone } from "~/kernel/masking";
import { agreedText, type Slip, type SlipPage } from "~/modules/intake/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { cooperativeOf } from "./cooperative-of.server";

/** What a household reads before it says yes: the code beside everything that the code agrees to. */
export function slipSmsText(visit: StaffVisit, page: SlipPage): (slip: Slip) => string {
  const { portal, locale } = visit;
  const words = pageWords(locale, "intake", "desk");
  return (slip) =>
    words("slip.sms.text", {
      cooperative: page.cooperativeName,
      product: page.productName,
      jin: weightNumber(slip.netGrams, "jin"),
      price: unitPriceText(slip.unitPrice, "jin"),
      yuan: plainYuan(slip.amountFen),
      code: slipCode(portal, agreedText(slip)),
      link: `${portal.publicOrigin}/slips/${slipLink(portal, slip.number)}`,
    });
}

/** What a household is told when it was signed for it at the desk, so that it can say if that was not so. */
export function signedSmsText(
  { locale, viewer, portal }: StaffVisit,
  { cooperativeName, servicePhone, productName, netGrams, amountFen, number }: SlipPage,
): string {
  return pageWords(
    locale,
    "intake",
    "desk",
  )("slip.sms.signed", {
    cooperative: cooperativeName,
    product: productName,
    jin: weightNumber(netGrams, "jin"),
    yuan: plainYuan(amountFen),
    witness: viewer.displayName,
    phone: servicePhone,
    link: `${portal.publicOrigin}/slips/${slipLink(portal, number)}`,
  });
}

/** What the number that a household had until now is told when somebody writes down another one. */
export async function phoneChangedText(visit: StaffVisit): Promise<string> {
  const cooperative = (await cooperativeOf(visit))?.name ?? "";
  const words = pageWords(visit.locale, "intake", "desk");
  return words("slip.sms.phoneChanged", { cooperative, name: visit.viewer.displayName });
}

/** What the page of a draft says about the message: to which telephone, whether it left, and in a demo what it says. */
export function slipSms({ portal, url }: StaffVisit, { householdPhone, state }: SlipPage) {
  if (householdPhone === null || state !== "draft") return null;
  const told = url.searchParams.get("sms");
  return {
    phone: maskPhone(householdPhone),
    outcome: told === "sent" || told === "failed" ? told : null,
    demoMessage: told === "sent" ? (portal.demoSms?.lastTo(householdPhone) ?? null) : null,
  } as const;
}
export type SlipSms = NonNullable<ReturnType<typeof slipSms>>;
