import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { NotDemonstration } from "./forecast";
import type { EstimateForm } from "./forecast.forms";
import type { HouseholdUnknown } from "./household";

/** A crop of one harvest at one cooperative. */
export interface Crop {
  readonly cooperativeId: string;
  readonly productId: string;
  /** the year of the harvest */
  readonly season: number;
}

const findField = statement<
  [plotId: string, cooperativeId: string, productId: string, season: number],
  { readonly demonstration: boolean; readonly before: Grams | null }
>(
  "forecast.field",
  `SELECT h.demonstration, (SELECT y.grams_per_mu FROM yield_estimate y
            WHERE y.plot_id = f.id AND y.product_id = p.id AND y.season = $4 ORDER BY y.at DESC, y.id DESC LIMIT 1) AS before
     FROM field_plot f JOIN household h ON h.id = f.household_id JOIN product p ON p.cooperative_id = h.cooperative_id
    WHERE f.id = $1 AND h.cooperative_id = $2 AND p.id = $3`,
);

const insertOwn = statement<
  [
    ...[id: string, plotId: string, productId: string, season: number, gramsPerMu: Grams],
    ...[from: string, until: string, estimatedOn: string, userId: string | null, now: Date],
  ],
  never
>(
  "forecast.insertEstimate",
  `WITH planted AS (
     INSERT INTO planting (plot_id, product_id, season) VALUES ($2, $3, $4) ON CONFLICT DO NOTHING
   )
   INSERT INTO yield_estimate (id, plot_id, product_id, season, grams_per_mu, harvest_from, harvest_until, estimated_on,
                               user_id, at)
   VALUES ($1, $2, $3, $4, $5, $6::date, $7::date, $8::date, $9, $10)`,
);

/**
 * Writes down what a demonstration household expects of a field; the field counts as planted by that. Gives what was
 * expected before, null where nothing was.
 */
export async function insertEstimate(
  tx: Tx,
  crop: Crop & { readonly form: EstimateForm; readonly userId: string | null; readonly now: Date },
): Promise<Result<{ readonly before: Grams | null }, HouseholdUnknown | NotDemonstration>> {
  const { cooperativeId, productId, season, form, userId, now } = crop;
  const [field] = await tx.run(findField, [form.plotId, cooperativeId, productId, season]);
  if (!field) return refuse({ code: "HouseholdUnknown" });
  if (!field.demonstration) return refuse({ code: "NotDemonstration" });
  await tx.run(insertOwn, [
    ...([newId(now), form.plotId, productId, season, form.gramsPerMu] as const),
    ...([form.from, form.until, form.estimatedOn, userId, now] as const),
  ]);
  return ok({ before: field.before });
}

const replacePlantings = statement<
  [cooperativeId: string, productId: string, season: number, plotIds: readonly string[]],
  { readonly before: number; readonly after: number }
>(
  "forecast.plant",
  `WITH mine AS MATERIALIZED (
     SELECT f.id, f.area, EXISTS (SELECT FROM yield_estimate y WHERE y.plot_id = f.id AND y.product_id = p.id
                                   AND y.season = $3) AS estimated,
            EXISTS (SELECT FROM planting pl WHERE (pl.plot_id, pl.product_id, pl.season) = (f.id, p.id, $3)) AS planted
       FROM product p JOIN household h ON h.cooperative_id = p.cooperative_id JOIN field_plot f ON f.household_id = h.id
      WHERE p.id = $2 AND p.cooperative_id = $1
   ), cleared AS (
     DELETE FROM planting pl USING mine
      WHERE (pl.plot_id, pl.product_id, pl.season) = (mine.id, $2, $3) AND NOT mine.estimated
        AND NOT mine.id = ANY($4::uuid[])
   ), planted AS (
     INSERT INTO planting (plot_id, product_id, season) SELECT id, $2, $3 FROM mine WHERE id = ANY($4::uuid[])
     ON CONFLICT DO NOTHING
   )
   SELECT coalesce(sum(area) FILTER (WHERE planted), 0)::int AS before,
          coalesce(sum(area) FILTER (WHERE estimated OR id = ANY($4::uuid[])), 0)::int AS after FROM mine`,
);

/**
 * Sets which fields grow a crop: those named, and those somebody has estimated, which cannot be taken away. Fields of
 * others are passed over. Gives the planted area before and after, in hundredths of a mu.
 */
export async function setPlantings(
  tx: Tx,
  { cooperativeId, productId, season, plotIds }: Crop & { readonly plotIds: readonly string[] },
): Promise<{ readonly before: number; readonly after: number }> {
  const [areas] = await tx.run(replacePlantings, [cooperativeId, productId, season, plotIds]);
  return areas ?? { before: 0, after: 0 };
}
