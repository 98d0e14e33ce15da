import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { offerPage } from "~/modules/wholesale/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Picture } from "~/ui/primitives/picture";
import { Weight } from "~/ui/primitives/weight";
import { Calculator } from "~/ui/wholesale/calculator";
import { BasisMark, PriceBases } from "~/ui/wholesale/price-basis";

const SECONDS_KEPT = 300;
const LONGEST_TONNES = 8;

export const loader = open("shop.browse", async ({ portal, params, url, locale, now, terms }) => {
  const offer = await offerPage(portal.db, { slug: params.slug ?? "", locale, now });
  if (!offer) throw notFound();
  terms.keep(["catalog", "wholesale"], SECONDS_KEPT);
  const words = pageWords(locale, "wholesale");
  return {
    offer,
    asked: (url.searchParams.get("tonnes") ?? "").slice(0, LONGEST_TONNES),
    title: words("offer.title", { name: offer.productName }),
    description: words("list.description"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "description", content: data?.description },
];

export default function Offer() {
  const { offer, asked } = useLoaderData<typeof loader>();
  const words = useTranslations("wholesale.offer");
  return (
    <div className="page pt-4 md:pt-8">
      <Link to="/wholesale" className="text-15 text-indigo underline-offset-4 hover:underline">
        {words("back")}
      </Link>
      <div className="mt-2 gap-x-10 md:grid md:grid-cols-[1fr_26rem] md:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 gap-4">
          {offer.cover && (
            <div className="aspect-square w-24 shrink-0 self-start overflow-hidden rounded-control bg-line md:w-40">
              <Picture
                of={offer.cover}
                sizes="(min-width: 52rem) 10rem, 6rem"
                first
                className="h-full object-cover"
              />
            </div>
          )}
          <div className="min-w-0">
            <h1 className="text-26 md:text-34">{offer.productName}</h1>
            <p className="mt-1 text-15 text-ink-2">
              {offer.village.place}
              <span aria-hidden> · </span>
              <Link
                to={`/villages/${offer.village.slug}`}
                className="text-field underline underline-offset-4"
              >
                {offer.village.name}
              </Link>
            </p>
            <p className="mt-2 flex flex-wrap items-baseline gap-x-2">
              <span className="text-13 text-ink-3">{words("left")}</span>
              <Weight grams={offer.lot.grams} unit="tonne" className="text-20 font-semibold" />
              <BasisMark basis={offer.basis} />
            </p>
          </div>
        </div>
        <aside className="mt-5 md:col-start-2 md:row-span-2 md:row-start-1 md:mt-0">
          <div className="md:sticky md:top-20">
            <Calculator offer={offer} asked={asked} key={asked} />
          </div>
        </aside>
        <div className="min-w-0">
          <LotAndTerms />
          <Section title={words("basis")}>
            <PriceBases only={offer.basis} />
          </Section>
          <Section title={words("story")}>
            <p className="max-w-reading whitespace-pre-line text-ink-2">{offer.story}</p>
            <Link
              to={`/products/${offer.productSlug}`}
              className="mt-3 inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
            >
              {words("retail")}
            </Link>
          </Section>
        </div>
      </div>
    </div>
  );
}

function LotAndTerms() {
  const { offer } = useLoaderData<typeof loader>();
  const words = useTranslations("wholesale.offer");
  const { lot, cooperative } = offer;
  return (
    <div className="gap-10 lg:grid lg:grid-cols-2">
      <Section title={words("facts")}>
        <Facts
          rows={[
            [
              words("lot"),
              <span key="code" className="figures">
                {lot.code}
              </span>,
              "lot",
            ],
            [words("harvested"), <Moment key="day" at={lot.harvestedOn} shape="day" />, "harvested"],
            [words("grade"), lot.grade, "grade"],
            [words("origin"), lot.origin, "origin"],
          ]}
        />
      </Section>
      <Section title={words("terms")}>
        <Facts
          rows={[
            [words("min"), <Weight key="min" grams={offer.minGrams} unit="tonne" />, "min"],
            [words("packaging"), offer.packaging, "packaging"],
            [words("pickup"), offer.pickup, "pickup"],
            [words("validUntil"), <Moment key="until" at={offer.validUntil} shape="day" />, "validUntil"],
            [
              words("seller"),
              <Link
                key="seller"
                to={`/cooperatives/${cooperative.slug}`}
                className="text-indigo underline underline-offset-4"
              >
                {cooperative.name}
              </Link>,
              "seller",
            ],
            [
              words("phone"),
              <a key="phone" href={`tel:${cooperative.servicePhone}`} className="figures text-indigo">
                {cooperative.servicePhone}
              </a>,
              "phone",
            ],
          ]}
        />
      </Section>
    </div>
  );
}
