import { addMs, DAY_MS, HOUR_MS, shanghaiDay } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { estimateYield } from "~/workflows/estimate-yield";
import { plantFields } from "~/workflows/plant-fields";
import { sellAhead } from "~/workflows/sell-ahead";
import { must } from "./must";
import type { Stage } from "./stage";
import { clearShelf } from "./storekeeping";

interface CropData {
  readonly slug: string;
  /** what its demonstration household expects of each of its fields in order, grams a mu; it plants no further ones */
  readonly gramsPerMu: readonly bigint[];
  /** first and last day of the harvest, in days after today */
  readonly harvest: readonly [from: number, until: number];
  readonly ahead: {
    readonly pack: number;
    readonly packs: number;
    /** days after today between which it is sent */
    readonly ships: readonly [from: number, until: number];
  } | null;
}

/** Winter garlic that is only reckoned with, and the last grapes left on the vine, of which a pack is sold ahead. */
const CROPS: readonly CropData[] = [
  { slug: "lengdixia-suanmiao", gramsPerMu: [2_250_000n], harvest: [25, 70], ahead: null },
  {
    slug: "nangou-yangguang-meigui",
    gramsPerMu: [2_250_000n],
    harvest: [18, 30],
    ahead: { pack: 1, packs: 120, ships: [20, 32] },
  },
];

const ESTIMATED_DAYS_AGO = 6;
const DECIDED_HOURS_AGO = 20;

/** The harvests that two cooperatives wait for: fields, estimates, and a pack that can be ordered before it grows. */
export async function lookAhead(stage: Stage, now: Date): Promise<void> {
  for (const crop of CROPS) await reckonWith(stage, crop, now);
}

async function reckonWith(stage: Stage, crop: CropData, now: Date): Promise<void> {
  const listing = stage.listings.get(crop.slug);
  invariant(listing, `there is a listing ${crop.slug}`);
  const { village } = listing.data;
  const { cooperativeId } = stage.places[village];
  const act = { cooperativeId, userId: stage.cast.staffOf[village] };
  const dayIn = (days: number) => shanghaiDay(addMs(now, days * DAY_MS));
  const [from, until] = [dayIn(crop.harvest[0]), dayIn(crop.harvest[1])];
  const estimatedAt = addMs(now, -ESTIMATED_DAYS_AGO * DAY_MS);
  const { productId } = listing;
  const fields = await stage.db.prisma.fieldPlot.findMany({
    where: { household: { cooperativeId } },
    select: { id: true, household: { select: { demonstration: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const [own, others] = [true, false].map((shows) =>
    fields.filter(({ household }) => household.demonstration === shows).map(({ id }) => id),
  );
  const season = Number(from.slice(0, 4));
  await plantFields(stage, { ...act, productId, season, plotIds: others ?? [], now: estimatedAt });
  for (const [index, gramsPerMu] of crop.gramsPerMu.entries()) {
    const plotId = own?.[index];
    invariant(plotId, `the demonstration household has a field ${index}`);
    const form = { plotId, gramsPerMu, from, until, estimatedOn: dayIn(-ESTIMATED_DAYS_AGO) };
    must(await estimateYield(stage, { ...act, productId, form, now: estimatedAt }), "an estimate");
  }
  if (crop.ahead === null) return;
  const { pack, packs, ships } = crop.ahead;
  await clearShelf(stage, crop.slug, pack, now);
  const window = { from: dayIn(ships[0]), until: dayIn(ships[1]) };
  const skuId = stage.skuId(crop.slug, pack);
  const decidedAt = addMs(now, -DECIDED_HOURS_AGO * HOUR_MS);
  must(await sellAhead(stage, { ...act, skuId, packs, window, reason: "", now: decidedAt }), "a cap");
}
