import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { cooperativePage } from "~/modules/catalog/index.server";
import { Facts, Section } from "~/ui/primitives/layout";
import { ProductGrid } from "~/ui/shop/product-card";

export const loader = open("shop.browse", async ({ portal, params, locale, now, terms }) => {
  const cooperative = await cooperativePage(portal.db, { slug: params.slug ?? "", locale });
  if (!cooperative) throw notFound();
  terms.keep(["catalog", "villages"], 300);
  return { cooperative, month: Number(shanghaiDay(now).slice(5, 7)) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.cooperative.name },
  { name: "description", content: data?.cooperative.sentence },
];

export default function Cooperative() {
  const { cooperative, month } = useLoaderData<typeof loader>();
  const words = useTranslations("shop.cooperative");
  return (
    <div className="page pt-6 md:pt-10">
      <p className="text-15 text-ink-2">{cooperative.village.place}</p>
      <h1 className="mt-1 text-26 md:text-34">{cooperative.name}</h1>
      <p className="mt-2 max-w-reading text-17 text-ink-2">{cooperative.sentence}</p>
      <Section title={words("sells")}>
        <ProductGrid cards={cooperative.cards} month={month} />
      </Section>
      <div className="md:grid md:grid-cols-2 md:gap-10">
        <p className="mt-8 max-w-reading whitespace-pre-line text-ink-2 md:mt-12">{cooperative.story}</p>
        <Section title={words("about")}>
          <Facts
            rows={[
              [
                words("from"),
                <Link
                  key="village"
                  to={`/villages/${cooperative.village.slug}`}
                  className="text-indigo underline underline-offset-4"
                >
                  {cooperative.village.name}
                </Link>,
                "village",
              ],
              [words("shipsFrom"), cooperative.shipsFrom, "shipsFrom"],
              [
                words("phone"),
                <span key="phone" className="figures">
                  {cooperative.servicePhone}
                </span>,
                "phone",
              ],
              [
                words("licence"),
                <span key="licence" className="figures">
                  {cooperative.licenceNumber}
                </span>,
                "licence",
              ],
            ]}
          />
        </Section>
      </div>
    </div>
  );
}
