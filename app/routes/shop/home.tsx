import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { open } from "~/http/door.server";
import { shanghaiDay, shanghaiMonth } from "~/kernel/clock";
import { creditedThisMonth } from "~/modules/alliance/index.server";
import { homeView } from "~/modules/catalog/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { Section } from "~/ui/primitives/layout";
import { CreditedStrip } from "~/ui/shop/credited-strip";
import { HowMoneyTravels } from "~/ui/shop/how-money-travels";
import { ProductGrid } from "~/ui/shop/product-card";
import { VillageGrid } from "~/ui/shop/village-card";
import { WholesaleDoor } from "~/ui/shop/wholesale-door";

/** The strip of credited money is allowed to lag: it changes with every sale, and the page is read more often. */
const SECONDS_KEPT = 20;

export const loader = open("shop.browse", async ({ portal, locale, now, terms }) => {
  const month = Number(shanghaiDay(now).slice(5, 7));
  const [view, credited] = await Promise.all([
    homeView(portal.db, { locale, month, now }),
    creditedThisMonth(portal.db, shanghaiMonth(now)),
  ]);
  terms.keep(["catalog", "villages"], SECONDS_KEPT);
  const words = pageWords(locale, "shop");
  return {
    view,
    credited,
    month,
    meta: { title: words("home.title"), description: words("home.description") },
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.meta.title },
  { name: "description", content: data?.meta.description },
];

export default function Home() {
  const { view, credited, month } = useLoaderData<typeof loader>();
  const words = useTranslations("shop.home");
  const cards = view.inSeason.length > 0 ? view.inSeason : view.others;
  return (
    <div className="page">
      <div className="pt-8 md:pt-14">
        <h1 className="text-26 md:text-34">{words("headline")}</h1>
        <p className="mt-2 max-w-reading text-17 text-ink-2">{words("lead")}</p>
      </div>
      <Section title={words("inSeason")} more={<MoreLink to="/products" label={words("allProducts")} />}>
        <ProductGrid cards={cards} month={month} />
      </Section>
      <CreditedStrip credited={credited} />
      <Section title={words("villages")} more={<MoreLink to="/villages" label={words("allVillages")} />}>
        <VillageGrid villages={view.villages} />
      </Section>
      {view.inSeason.length > 0 && view.others.length > 0 && (
        <Section title={words("others")} more={<MoreLink to="/products" label={words("allProducts")} />}>
          <ProductGrid cards={view.others} month={month} />
        </Section>
      )}
      <HowMoneyTravels />
      <WholesaleDoor offers={view.offers} />
    </div>
  );
}

function MoreLink({ to, label }: { to: string; label: string }) {
  return (
    <Link to={to} className="text-indigo underline-offset-4 hover:underline">
      {label}
    </Link>
  );
}
