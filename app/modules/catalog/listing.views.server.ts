import { invariant } from "~/kernel/invariant";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { type Statement, statement } from "~/platform/db/statement";
import { CARD_COLUMNS, type CardRow, cardOf, cardsJson, LISTED, type ProductCard } from "./card.sql.server";
import { searchQuery } from "./search.server";

/** The most cards on one page of the list. */
export const MOST_CARDS = 24;

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

export interface ListingFilter {
  readonly locale: Locale;
  /** as typed; blank means no search */
  readonly q?: string | undefined;
  /** slugs; unknown ones find nothing */
  readonly category?: string | undefined;
  readonly village?: string | undefined;
  /** a calendar month 1–12; goods of all seasons are always in season */
  readonly season?: number | undefined;
  /** `next` of the page before */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Facet {
  readonly slug: string;
  readonly name: string;
  readonly count: number;
}

export interface Listing {
  readonly cards: readonly ProductCard[];
  /** how many listings match all filters */
  readonly total: number;
  /** choices with a listing behind them; each facet counts under the other filters, not its own */
  readonly categories: readonly Facet[];
  readonly villages: readonly Facet[];
  readonly months: readonly { readonly month: number; readonly count: number }[];
  /** cursor of the next page, null on the last */
  readonly next: string | null;
}

interface ListingJson {
  /** one more than asked for when there is a next page */
  readonly cards: readonly CardRow[];
  readonly total: number;
  readonly categories: readonly Facet[];
  readonly villages: readonly Facet[];
  /** only months in which something is harvested */
  readonly months: readonly { readonly month: number; readonly count: number }[];
  /** listings without months: in season all year */
  readonly allYear: number;
}

type FilterParams = readonly [
  locale: Locale,
  category: string | null,
  village: string | null,
  season: number | null,
  afterRank: number | null,
  afterPosition: number | null,
  afterId: string | null,
  limit: number,
];
type ListingRow = { readonly listing: ListingJson };

const IN_CATEGORY = "($2::text IS NULL OR category_id = (SELECT id FROM category WHERE slug = $2))";
const IN_VILLAGE = "($3::text IS NULL OR village_id = (SELECT id FROM village WHERE slug = $3))";
const IN_SEASON = "($4::int IS NULL OR cardinality(season_months) = 0 OR $4 = ANY (season_months))";

function facetJson(table: string, key: string, others: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('slug', one.slug, 'name', one.name ->> $1, 'count', hits.count)
                                    ORDER BY one.position, one.slug), '[]')
             FROM (SELECT ${key} AS id, count(*) FROM matching WHERE ${others} GROUP BY 1) hits
             JOIN ${table} one USING (id))`;
}

/** `rank` orders hits of a search: at the start of the name, in the name, anywhere in one piece, in pieces. */
function listingSql(rank: string, found: string): string {
  return `WITH matching AS MATERIALIZED (
    SELECT ${CARD_COLUMNS}, ${rank} AS rank FROM product p WHERE ${LISTED} ${found}
  ), chosen AS MATERIALIZED (
    SELECT * FROM matching
     WHERE ${IN_CATEGORY} AND ${IN_VILLAGE} AND ${IN_SEASON}
       AND ($5::int IS NULL OR (rank, position, id) > ($5, $6::int, $7::uuid))
     ORDER BY rank, position, id LIMIT $8 + 1
  )
  SELECT json_build_object(
    'cards', ${cardsJson("chosen")},
    'total', (SELECT count(*) FROM matching WHERE ${IN_CATEGORY} AND ${IN_VILLAGE} AND ${IN_SEASON}),
    'categories', ${facetJson("category", "category_id", `${IN_VILLAGE} AND ${IN_SEASON}`)},
    'villages', ${facetJson("village", "village_id", `${IN_CATEGORY} AND ${IN_SEASON}`)},
    'months', (SELECT coalesce(json_agg(hits), '[]')
                 FROM (SELECT month, count(*) FROM matching, unnest(season_months) AS month
                        WHERE ${IN_CATEGORY} AND ${IN_VILLAGE} GROUP BY month) hits),
    'allYear', (SELECT count(*) FROM matching
                 WHERE cardinality(season_months) = 0 AND ${IN_CATEGORY} AND ${IN_VILLAGE})
  ) AS listing`;
}

const listAll: Statement<FilterParams, ListingRow> = statement("catalog.list", listingSql("0", ""));

const listFound: Statement<readonly [...FilterParams, tsquery: string, folded: string], ListingRow> =
  statement(
    "catalog.search",
    listingSql(
      `CASE WHEN strpos(p.search_text, $10) = 1 THEN 0
          WHEN strpos(split_part(p.search_text, E'\\n', 1), $10) > 0 THEN 1
          WHEN strpos(p.search_text, $10) > 0 THEN 2
          ELSE 3 END`,
      "AND p.search @@ $9::tsquery",
    ),
  );

/**
 * One page of published listings with the counts of every filter, in one query. Ordered by the listing's own
 * position, or by how well it fits the words searched for.
 */
export async function listProducts(tx: Tx, filter: ListingFilter): Promise<Listing> {
  invariant(filter.limit >= 1 && filter.limit <= MOST_CARDS, `a page has 1 to ${MOST_CARDS} cards`);
  const after = readCursor(filter.after);
  const params: FilterParams = [
    filter.locale,
    filter.category ?? null,
    filter.village ?? null,
    filter.season ?? null,
    after?.rank ?? null,
    after?.position ?? null,
    after?.id ?? null,
    filter.limit,
  ];
  const typed = filter.q?.trim() ?? "";
  const query = typed === "" ? undefined : searchQuery(typed);
  if (typed !== "" && !query) {
    return { cards: [], total: 0, categories: [], villages: [], months: [], next: null };
  }
  const [row] = query
    ? await tx.run(listFound, [...params, query.tsquery, query.folded])
    : await tx.run(listAll, params);
  invariant(row, "a listing is always one row");
  const { cards, months, allYear, ...counts } = row.listing;
  const { shown, next } = pageOf(
    cards,
    filter.limit,
    ({ rank, position, id }) => `${rank}.${position}.${id}`,
  );
  return {
    ...counts,
    months: MONTHS.map((month) => ({
      month,
      count: allYear + (months.find((one) => one.month === month)?.count ?? 0),
    })),
    cards: shown.map(cardOf),
    next,
  };
}

const CURSOR = /^(\d)\.(-?\d{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A cursor that is not one of ours begins at the first page. */
function readCursor(
  text: string | undefined,
): { readonly rank: number; readonly position: number; readonly id: string } | undefined {
  const match = CURSOR.exec(text ?? "");
  const [, rank, position, id] = match ?? [];
  if (rank === undefined || position === undefined || id === undefined) return undefined;
  return { rank: Number(rank), position: Number(position), id };
}
