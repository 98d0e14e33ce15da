import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { readSlipLink } from "~/http/slip-link.server";
import { slipPage } from "~/modules/intake/index.server";
import { SlipFacts, SlipMark } from "~/ui/intake/slip-facts";
import { pageWords } from "~/ui/messages/page-words.server";
import { Card } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";

/**
 * What the household reads of its slip: on its own telephone by the link it was sent, or at the desk by the QR code. The
 * cooperative can open it too, so there is no code here and nothing to agree with: both are for the household alone.
 */
export const loader = open("shop.browse", async ({ portal, params, locale, terms }) => {
  terms.forThisVisitorOnly();
  const number = readSlipLink(portal, params.code ?? "");
  const slip = number && (await slipPage(portal.db, { number, locale }));
  if (!slip) throw notFound();
  const { householdName: _name, householdPhone, ...shown } = slip;
  return {
    slip: shown,
    hasPhone: householdPhone !== null,
    title: pageWords(locale, "trace", "trace")("slip.title", { number: slip.number }),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export default function HouseholdSlip() {
  const { slip, hasPhone } = useLoaderData<typeof loader>();
  const words = useTranslations("trace.slip");
  return (
    <div className="page max-w-xl pt-6">
      <p className="text-15 text-ink-2">{slip.cooperativeName}</p>
      <h1 className="mt-1 flex flex-wrap items-baseline gap-3 text-26">
        {words("heading")}
        <SlipMark state={slip.state} replaced={slip.correctedBy?.state === "confirmed"} />
      </h1>
      <p className="figures mt-1 text-15 text-ink-2">{slip.number}</p>
      {slip.state === "draft" && (
        <div className="mt-4">
          <Notice tone="wait" title={words("waitsTitle")}>
            {words(hasPhone ? "waitsForCode" : "waitsForSignature")}
          </Notice>
        </div>
      )}
      {slip.confirmedAt && (
        <div className="mt-4">
          <Notice tone="good">
            {words.rich(slip.witness ? "signed" : "confirmed", {
              at: () => <Moment at={slip.confirmedAt ?? ""} />,
              witness: slip.witness ?? "",
            })}
          </Notice>
        </div>
      )}
      {slip.state === "cancelled" && (
        <div className="mt-4">
          <Notice>{words("cancelled", { reason: slip.cancelReason ?? "" })}</Notice>
        </div>
      )}
      <Card className="mt-4 p-4">
        <SlipFacts slip={slip} />
      </Card>
      <p className="mt-4 text-15 text-ink-2">{words("ask", { phone: slip.servicePhone })}</p>
    </div>
  );
}
