import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type Forecast, forecastOf } from "./forecast";
import type { Crop } from "./forecast.store.server";
import { HOUSEHOLD_NAME } from "./household";

/** More fields than a cooperative has. */
const MOST_FIELDS_SHOWN = 1_000;

export interface ForecastField {
  readonly plotId: string;
  readonly place: string;
  /** hundredths of a mu */
  readonly area: number;
  readonly householdNumber: number;
  readonly householdName: string;
  readonly demonstration: boolean;
  readonly planted: boolean;
  /** grams a mu, as last estimated; null where nobody has */
  readonly gramsPerMu: Grams | null;
  /** YYYY-MM-DD, null without an estimate, as the next two */
  readonly harvestFrom: string | null;
  readonly harvestUntil: string | null;
  readonly estimatedOn: string | null;
}

/** The crop of one harvest: its fields, what they are expected to bring and how that is reckoned. */
export interface ForecastPage {
  readonly productId: string;
  readonly productName: string;
  readonly season: number;
  /** by household and field */
  readonly fields: readonly ForecastField[];
  readonly forecast: Forecast | null;
  /** first and last day of the harvest as estimated, YYYY-MM-DD */
  readonly harvest: { readonly from: string; readonly until: string } | null;
  /** what slips have brought in the twelve months before the harvest begins; null where nothing came */
  readonly lastSeason: { readonly since: string; readonly grams: Grams } | null;
}

const ESTIMATE = `(SELECT y.grams_per_mu AS "gramsPerMu", y.harvest_from AS "harvestFrom",
    y.harvest_until AS "harvestUntil", y.estimated_on AS "estimatedOn"
   FROM yield_estimate y WHERE y.plot_id = f.id AND y.product_id = $2 AND y.season = $3
  ORDER BY y.at DESC, y.id DESC LIMIT 1)`;

const selectFields = statement<
  [cooperativeId: string, productId: string, season: number, limit: number],
  ForecastField
>(
  "forecast.fields",
  `SELECT f.id AS "plotId", f.place, f.area, h.number AS "householdNumber", ${HOUSEHOLD_NAME} AS "householdName", h.demonstration,
     pl.plot_id IS NOT NULL AS planted, y.*
   FROM household h JOIN field_plot f ON f.household_id = h.id
   LEFT JOIN planting pl ON (pl.plot_id, pl.product_id, pl.season) = (f.id, $2, $3)
   LEFT JOIN LATERAL ${ESTIMATE} y ON true
   WHERE h.cooperative_id = $1 AND (h.left_at IS NULL OR pl.plot_id IS NOT NULL) ORDER BY h.number, f.created_at, f.id LIMIT $4`,
);

const selectProduct = statement<
  [cooperativeId: string, productId: string, locale: Locale],
  { readonly name: string; readonly season: number | null }
>(
  "forecast.product",
  `SELECT p.name ->> $3 AS name, (SELECT max(season) FROM planting WHERE product_id = p.id) AS season
     FROM product p WHERE p.id = $2 AND p.cooperative_id = $1`,
);

const selectLast = statement<
  [cooperativeId: string, productId: string, begins: string],
  { readonly since: string; readonly grams: Grams | null }
>(
  "forecast.lastSeason",
  `SELECT ($3::date - interval '1 year')::date AS since, sum(s.net_grams)::bigint AS grams
     FROM intake_slip s
    WHERE s.cooperative_id = $1 AND s.product_id = $2 AND s.state = 'confirmed'
      AND s.harvested_on >= $3::date - interval '1 year' AND s.harvested_on < $3::date
      AND NOT EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed')`,
);

/** The forecast of a crop; `season` null: the latest that is planted, or this year. Undefined for another's listing. */
export async function forecastPage(
  tx: Tx,
  asked: Omit<Crop, "season"> & {
    readonly season: number | null;
    readonly thisYear: number;
    readonly locale: Locale;
  },
): Promise<ForecastPage | undefined> {
  const { cooperativeId, productId, locale } = asked;
  const [product] = await tx.run(selectProduct, [cooperativeId, productId, locale]);
  if (!product) return undefined;
  const season = asked.season ?? product.season ?? asked.thisYear;
  const fields = await tx.run(selectFields, [cooperativeId, productId, season, MOST_FIELDS_SHOWN]);
  const harvest = harvestOf(fields);
  const [last] = harvest ? await tx.run(selectLast, [cooperativeId, productId, harvest.from]) : [];
  return {
    productId,
    productName: product.name,
    season,
    fields,
    harvest,
    forecast: forecastOf(estimatedOf(fields), plantedArea(fields)) ?? null,
    lastSeason: last?.grams ? { ...last, grams: last.grams } : null,
  };
}

function plantedArea(fields: readonly ForecastField[]): number {
  return fields.reduce((sum, field) => sum + (field.planted ? field.area : 0), 0);
}

function estimatedOf(fields: readonly ForecastField[]) {
  return fields.flatMap(({ area, gramsPerMu }) => (gramsPerMu === null ? [] : [{ area, gramsPerMu }]));
}

function harvestOf(fields: readonly ForecastField[]): ForecastPage["harvest"] {
  const days = fields.flatMap((field) =>
    field.harvestFrom && field.harvestUntil ? [{ from: field.harvestFrom, until: field.harvestUntil }] : [],
  );
  const [first] = days.map(({ from }) => from).sort();
  const last = days
    .map(({ until }) => until)
    .sort()
    .at(-1);
  return first && last ? { from: first, until: last } : null;
}

/** A listing in the desk's list of forecasts. */
export interface ForecastRow {
  readonly productId: string;
  readonly productName: string;
  /** the latest season that is planted; null where nothing is */
  readonly season: number | null;
  readonly forecast: Forecast | null;
  /** first day of the harvest, YYYY-MM-DD */
  readonly harvestFrom: string | null;
  /** day of the latest estimate, YYYY-MM-DD */
  readonly estimatedOn: string | null;
}

type ListRow = Omit<ForecastRow, "forecast"> & {
  readonly area: number;
  readonly estimates: readonly { readonly area: number; readonly gramsPerMu: string }[];
};

const selectList = statement<[cooperativeId: string, locale: Locale], ListRow>(
  "forecast.list",
  `SELECT p.id AS "productId", p.name ->> $2 AS "productName", latest.season, crop.area, crop.estimates,
     crop."harvestFrom", crop."estimatedOn"
   FROM product p
   CROSS JOIN LATERAL (SELECT max(season) AS season FROM planting WHERE product_id = p.id) latest
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(f.area), 0)::int AS area, min(y.harvest_from) AS "harvestFrom",
       max(y.estimated_on) AS "estimatedOn",
       coalesce(json_agg(json_build_object('area', f.area, 'gramsPerMu', y.grams_per_mu::text))
                FILTER (WHERE y.grams_per_mu IS NOT NULL), '[]') AS estimates
     FROM planting pl JOIN field_plot f ON f.id = pl.plot_id
     LEFT JOIN LATERAL (SELECT * FROM yield_estimate y
        WHERE (y.plot_id, y.product_id, y.season) = (pl.plot_id, pl.product_id, pl.season)
        ORDER BY y.at DESC, y.id DESC LIMIT 1) y ON true
     WHERE pl.product_id = p.id AND pl.season = latest.season) crop
   WHERE p.cooperative_id = $1 AND p.state <> 'archived'
   ORDER BY latest.season IS NULL, crop."harvestFrom", p.position, p.id`,
);

/** All listings of a cooperative with the forecast of their latest crop, the nearest harvest first. One statement. */
export async function forecastList(
  tx: Tx,
  { cooperativeId, locale }: { readonly cooperativeId: string; readonly locale: Locale },
): Promise<readonly ForecastRow[]> {
  const rows = await tx.run(selectList, [cooperativeId, locale]);
  return rows.map(({ area, estimates, ...row }) => ({
    ...row,
    forecast:
      forecastOf(
        estimates.map((each) => ({ area: each.area, gramsPerMu: BigInt(each.gramsPerMu) })),
        area,
      ) ?? null,
  }));
}
