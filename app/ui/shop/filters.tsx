import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Facet, Listing } from "~/modules/catalog/index.server";
import { classes } from "~/ui/primitives/classes";

/** The filters as the address carries them. */
export interface ListFilter {
  readonly q: string;
  readonly category: string;
  readonly village: string;
  readonly season: string;
}

/** The list's address under a filter; a new filter begins at the first page. */
export function listAddress(filter: ListFilter, after?: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  if (after) query.set("after", after);
  const text = query.toString();
  return text ? `/products?${text}` : "/products";
}

interface FiltersProps {
  readonly filter: ListFilter;
  readonly listing: Listing;
  readonly month: number;
}

/**
 * Filters as plain links: they work without JavaScript, can be shared, and each says how much is behind it. A row
 * to slide through on a phone, a rail on a desk.
 */
export function Filters({ filter, listing, month }: FiltersProps) {
  const words = useTranslations("shop");
  const inSeason = listing.months.find((entry) => entry.month === month)?.count ?? 0;
  return (
    <div className="flex flex-col gap-3 md:gap-6">
      <Group title={words("list.season")}>
        <Chip to={listAddress({ ...filter, season: "" })} chosen={filter.season === ""}>
          {words("list.all")}
        </Chip>
        <Chip
          to={listAddress({ ...filter, season: String(month) })}
          chosen={filter.season === String(month)}
          count={inSeason}
        >
          {words("season.now")}
        </Chip>
      </Group>
      <FacetGroup
        title={words("list.category")}
        name="category"
        facets={listing.categories}
        filter={filter}
      />
      <FacetGroup title={words("list.village")} name="village" facets={listing.villages} filter={filter} />
    </div>
  );
}

interface FacetGroupProps {
  readonly title: string;
  readonly name: "category" | "village";
  readonly facets: readonly Facet[];
  readonly filter: ListFilter;
}

function FacetGroup({ title, name, facets, filter }: FacetGroupProps) {
  const words = useTranslations("shop.list");
  if (facets.length === 0) return null;
  return (
    <Group title={title}>
      <Chip to={listAddress({ ...filter, [name]: "" })} chosen={filter[name] === ""}>
        {words("all")}
      </Chip>
      {facets.map((facet) => (
        <Chip
          key={facet.slug}
          to={listAddress({ ...filter, [name]: facet.slug })}
          chosen={filter[name] === facet.slug}
          count={facet.count}
        >
          {facet.name}
        </Chip>
      ))}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <nav
      aria-label={title}
      className="-mx-4 flex items-center gap-2 overflow-x-auto px-4 [scrollbar-width:none] md:mx-0 md:flex-wrap md:px-0"
    >
      <span className="shrink-0 text-13 text-ink-3 md:w-full">{title}</span>
      {children}
    </nav>
  );
}

interface ChipProps {
  readonly to: string;
  readonly chosen: boolean;
  readonly count?: number;
  readonly children: ReactNode;
}

function Chip({ to, chosen, count, children }: ChipProps) {
  return (
    <Link
      to={to}
      prefetch="intent"
      preventScrollReset
      aria-current={chosen || undefined}
      className={classes(
        "inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-full border px-3 text-15 transition-colors duration-150",
        chosen
          ? "border-ink bg-ink text-paper"
          : "border-line bg-card text-ink-2 hover:border-ink-3 hover:text-ink",
      )}
    >
      {children}
      {count !== undefined && <span className="figures text-13 opacity-70">{count}</span>}
    </Link>
  );
}
