import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { open } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { listProducts, MOST_CARDS } from "~/modules/catalog/index.server";
import { readMonth } from "~/modules/catalog/season";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";
import { PageLinks } from "~/ui/primitives/page-links";
import { Filters, type ListFilter, listAddress } from "~/ui/shop/filters";
import { ProductGrid } from "~/ui/shop/product-card";

const LONGEST_QUERY = 40;

export const loader = open("shop.browse", async ({ portal, url, locale, now, terms }) => {
  const asked = (name: string) => (url.searchParams.get(name) ?? "").slice(0, LONGEST_QUERY);
  const filter: ListFilter = {
    q: asked("q").trim(),
    category: asked("category"),
    village: asked("village"),
    season: String(readMonth(url.searchParams.get("season")) ?? ""),
  };
  const after = url.searchParams.get("after") ?? undefined;
  const listing = await listProducts(portal.db, {
    locale,
    q: filter.q,
    category: filter.category || undefined,
    village: filter.village || undefined,
    season: filter.season === "" ? undefined : Number(filter.season),
    after,
    limit: MOST_CARDS,
  });
  terms.keep(["catalog"], 300);
  const words = pageWords(locale, "shop");
  return {
    listing,
    filter,
    later: after !== undefined,
    month: Number(shanghaiDay(now).slice(5, 7)),
    meta: { title: filter.q || words("list.title"), description: words("list.description") },
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.meta.title },
  { name: "description", content: data?.meta.description },
];

export default function Products() {
  const { listing, filter, month, later } = useLoaderData<typeof loader>();
  const words = useTranslations("shop.list");
  const heading = filter.q ? words("found", { q: filter.q, count: listing.total }) : words("title");
  const nothing = listing.cards.length === 0;
  return (
    <div className="page pt-4 md:grid md:grid-cols-[13rem_1fr] md:gap-8 md:pt-8">
      <aside>{!(nothing && isSearchOnly(filter)) && <Filters {...{ filter, listing, month }} />}</aside>
      <div className="min-w-0">
        {nothing ? (
          <Nothing filter={filter} />
        ) : (
          <>
            <div className="mb-3 mt-4 flex items-baseline justify-between gap-4 md:mt-0">
              <h1 className="text-20 md:text-26">{heading}</h1>
              {!filter.q && <p className="text-13 text-ink-3">{words("count", { count: listing.total })}</p>}
            </div>
            <ProductGrid cards={listing.cards} month={month} heading="h2" />
          </>
        )}
        <PageLinks
          back={later && { to: listAddress(filter), says: words("first") }}
          next={
            listing.next && {
              to: listAddress(filter, listing.next),
              says: words("next"),
              prefetch: "viewport",
            }
          }
        />
      </div>
    </div>
  );
}

const isSearchOnly = (filter: ListFilter) => !(filter.category || filter.village || filter.season);

/** Says what was looked for; filters that are in the way are taken off and the search kept. */
function Nothing({ filter }: { filter: ListFilter }) {
  const words = useTranslations("shop.list");
  const { q } = filter;
  return (
    <Empty
      wholePage
      scene={<NothingFound />}
      title={q ? words("nothingFor", { q }) : words("nothing")}
      action={
        isSearchOnly(filter) ? (
          <ButtonLink to="/products">{words("title")}</ButtonLink>
        ) : (
          <ButtonLink to={listAddress({ q, category: "", village: "", season: "" })}>
            {words("clear")}
          </ButtonLink>
        )
      }
    >
      {q && words("nothingHint")}
    </Empty>
  );
}
