import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { open } from "~/http/door.server";
import { wholesaleList } from "~/modules/wholesale/index.server";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { Empty } from "~/ui/primitives/notice";
import { OfferCard } from "~/ui/wholesale/offer-card";
import { PriceBases } from "~/ui/wholesale/price-basis";

/** Offers run out at midnight; a page kept longer would show yesterday's prices. */
const SECONDS_KEPT = 300;

export const loader = open("shop.browse", async ({ portal, locale, now, terms }) => {
  const offers = await wholesaleList(portal.db, { locale, now });
  terms.keep(["catalog", "wholesale"], SECONDS_KEPT);
  const words = pageWords(locale, "wholesale");
  return { offers, meta: { title: words("list.title"), description: words("list.description") } };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.meta.title },
  { name: "description", content: data?.meta.description },
];

export default function Wholesale() {
  const { offers } = useLoaderData<typeof loader>();
  const words = useTranslations("wholesale.list");
  return (
    <div className="page pt-6 md:pt-10">
      <h1 className="text-26 md:text-34">{words("title")}</h1>
      <p className="mt-2 max-w-reading text-17 text-ink-2">{words("lead")}</p>
      {offers.length === 0 ? (
        <Empty
          scene={<QuietField />}
          title={words("none")}
          action={<ButtonLink to="/products">{words("noneAction")}</ButtonLink>}
        >
          {words("noneHint")}
        </Empty>
      ) : (
        <>
          <p className="mt-6 text-13 text-ink-3">{words("count", { count: offers.length })}</p>
          <ul className="mt-2 grid gap-4">
            {offers.map((offer, index) => (
              <li key={offer.slug}>
                <OfferCard offer={offer} first={index < 2} />
              </li>
            ))}
          </ul>
          <section className="mt-8 rounded-card bg-field-tint p-4 md:flex md:items-center md:justify-between md:gap-8 md:p-6">
            <div>
              <h2 className="text-20">{words("other")}</h2>
              <p className="mt-1 text-15 text-ink-2">{words("otherText")}</p>
            </div>
            <ButtonLink to="/wholesale/requests/new" kind="field" className="mt-3 shrink-0 md:mt-0">
              {words("otherAction")}
            </ButtonLink>
          </section>
        </>
      )}
      <Section title={words("bases")}>
        <PriceBases />
      </Section>
    </div>
  );
}
