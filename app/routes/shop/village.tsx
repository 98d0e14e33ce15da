import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { shanghaiDay, shanghaiMonth } from "~/kernel/clock";
import { ledgerMonthOf, villagePage } from "~/modules/alliance/index.server";
import { listProducts, MOST_CARDS } from "~/modules/catalog/index.server";
import { Card, Section } from "~/ui/primitives/layout";
import { Picture } from "~/ui/primitives/picture";
import { ProductGrid } from "~/ui/shop/product-card";
import { LedgerDoor } from "~/ui/village/ledger-door";
import { Secretaries } from "~/ui/village/secretaries";
import { Workshops } from "~/ui/village/workshops";

/** Figures of the month change with every sale and may lag this long. */
const SECONDS_KEPT = 20;

export const loader = open("shop.browse", async ({ portal, params, locale, now, terms }) => {
  const slug = params.slug ?? "";
  const village = await villagePage(portal.db, { slug, locale });
  if (!village) throw notFound();
  const [listing, month] = await Promise.all([
    listProducts(portal.db, { locale, village: slug, limit: MOST_CARDS }),
    ledgerMonthOf(portal.db, { villageId: village.id, month: shanghaiMonth(now) }),
  ]);
  terms.keep([`village:${village.id}`, "villages", "catalog"], SECONDS_KEPT);
  return { village, cards: listing.cards, month, monthOfYear: Number(shanghaiDay(now).slice(5, 7)) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.village.name },
  { name: "description", content: data?.village.sentence },
];

export default function Village() {
  const { village, cards, month, monthOfYear } = useLoaderData<typeof loader>();
  const words = useTranslations("shop.village");
  return (
    <article>
      {village.image && (
        <div className="bg-field-tint">
          <Picture
            of={village.image}
            sizes="100vw"
            first
            className="mx-auto aspect-[8/3] max-h-96 max-w-page object-cover"
          />
        </div>
      )}
      <div className="page pt-5">
        <p className="text-15 text-ink-2">{village.place}</p>
        <h1 className="mt-1 text-26 md:text-34">{village.name}</h1>
        <p className="mt-2 max-w-reading text-17 text-ink-2">{village.sentence}</p>
        {village.collectiveName && (
          <LedgerDoor slug={village.slug} collective={village.collectiveName} month={month} />
        )}
        <Section title={words("sells")}>
          {cards.length > 0 ? (
            <ProductGrid cards={cards} month={monthOfYear} />
          ) : (
            <p className="text-ink-2">{words("nothingOnSale")}</p>
          )}
        </Section>
        <Workshops workshops={village.workshops} />
        <div className="md:grid md:grid-cols-2 md:gap-10">
          <Section title={words("cooperatives")}>
            <ul className="grid gap-3">
              {village.cooperatives.map((cooperative) => (
                <li key={cooperative.slug}>
                  <Card className="relative p-4">
                    <Link
                      to={`/cooperatives/${cooperative.slug}`}
                      className="text-17 font-semibold after:absolute after:inset-0 hover:underline"
                    >
                      {cooperative.name}
                    </Link>
                    <p className="mt-1 text-15 text-ink-2">{cooperative.sentence}</p>
                  </Card>
                </li>
              ))}
            </ul>
          </Section>
          <Secretaries secretaries={village.firstSecretaries} />
        </div>
        <p className="mt-10 max-w-reading whitespace-pre-line text-ink-2">{village.story}</p>
        <p className="mt-4 text-13 text-ink-3">{words("example")}</p>
      </div>
    </article>
  );
}
