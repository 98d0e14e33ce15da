import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { forecastList, forecastPage } from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import { addPlot } from "~/workflows/add-plot";
import { estimateYield } from "~/workflows/estimate-yield";
import { keepHousehold } from "~/workflows/keep-household";
import { plantFields } from "~/workflows/plant-fields";
import { type Market, makeListing, makeMarket, openTestDb } from "../support/market";
import { scale } from "./intake-ground";
import { value } from "./sale-ground";

const NOW = new Date("2026-07-01T02:00:00Z");
const HARVEST = { from: "2026-08-20", until: "2026-10-10", estimatedOn: "2026-06-28" };

let db: Db;
let close: () => Promise<void>;
let market: Market;
let productId: string;
const verbs = scale(
  () => db,
  () => market.cooperativeId,
  () => NOW,
);

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  ({ productId } = await makeListing(db, market, { slug: "grapes", packs: 0 }));
});
afterAll(() => close());

async function field(demonstration: boolean, area: number): Promise<string> {
  const form = { name: "党建军", phone: null, member: true, demonstration };
  const act = verbs.act();
  const { householdId } = value(await keepHousehold({ db }, { ...act, householdId: null, form }));
  return value(await addPlot({ db }, { ...act, householdId, form: { place: "南坡", area } })).plotId;
}
const estimate = (plotId: string, kilograms: bigint, { of = productId, now = NOW } = {}) =>
  estimateYield(
    { db },
    { ...verbs.act(), now, productId: of, form: { plotId, gramsPerMu: kilograms * 1000n, ...HARVEST } },
  );
const page = (season: number | null = null) =>
  forecastPage(db, {
    cooperativeId: market.cooperativeId,
    productId,
    season,
    thisYear: 2026,
    locale: "zh-CN",
  });

describe("the forecast of a crop", () => {
  let shown: string;
  let follows: string;
  beforeAll(async () => {
    [shown, follows] = [await field(true, 300), await field(false, 700)];
    await field(false, 5_000);
  });

  it("is none before a demonstration household has estimated", async () => {
    expect(await page()).toMatchObject({ season: 2026, forecast: null, harvest: null });
  });

  it("takes the latest estimate for all planted fields, and for no others", async () => {
    value(await estimate(shown, 9_000n));
    value(await estimate(shown, 2_250n, { now: addMs(NOW, 1) }));
    await plantFields({ db }, { ...verbs.act(), productId, season: 2026, plotIds: [follows] });
    const { forecast, harvest, fields } = (await page()) ?? {};
    // 10 mu × 2,250 kg × 80 %
    expect(forecast).toMatchObject({ area: 1_000, gramsPerMu: 2_250_000n, grams: 18_000_000n });
    expect(harvest).toEqual({ from: HARVEST.from, until: HARVEST.until });
    expect(fields?.filter((each) => each.planted).map((each) => each.plotId)).toEqual([shown, follows]);
    const [first] = await forecastList(db, { cooperativeId: market.cooperativeId, locale: "zh-CN" });
    expect(first).toMatchObject({ productId, season: 2026, estimatedOn: HARVEST.estimatedOn });
    expect(first?.forecast).toEqual(forecast);
  });

  it("keeps a field that was estimated, though somebody leaves it out of those planted", async () => {
    await plantFields({ db }, { ...verbs.act(), productId, season: 2026, plotIds: [] });
    expect((await page())?.forecast?.area).toBe(300);
    await plantFields({ db }, { ...verbs.act(), productId, season: 2026, plotIds: [follows] });
  });

  it("is compared with what the scale took in over the year before the harvest", async () => {
    const other = await makeMarket(db, "neighbour", 1);
    const { householdId } = await db.prisma.fieldPlot.findUniqueOrThrow({ where: { id: follows } });
    const slip = async (harvestedOn: string) => {
      const at = new Date(`${harvestedOn}T10:00:00+08:00`);
      const then = scale(
        () => db,
        () => market.cooperativeId,
        () => at,
      );
      const { number } = await then.weigh({ householdId, productId, harvestedOn });
      value(await then.sign(number));
    };
    expect((await page())?.lastSeason).toBeNull();
    await slip("2025-08-19");
    await slip("2025-08-20");
    await slip("2026-06-30");
    expect((await page())?.lastSeason).toEqual({ since: "2025-08-20", grams: 200_000n });
    expect(other.cooperativeId).not.toBe(market.cooperativeId);
  });

  it("is refused for a household that shows nothing, a field of nobody, a day to come and another's listing", async () => {
    expect(await estimate(follows, 2_000n)).toMatchObject({ refusal: { code: "NotDemonstration" } });
    expect(await estimate(newId(NOW), 2_000n)).toMatchObject({ refusal: { code: "HouseholdUnknown" } });
    expect(await estimate(shown, 2_000n, { of: newId(NOW) })).toMatchObject({
      refusal: { code: "HouseholdUnknown" },
    });
    const form = { plotId: shown, gramsPerMu: 1n, ...HARVEST, estimatedOn: "2026-07-02" };
    expect(await estimateYield({ db }, { ...verbs.act(), productId, form })).toMatchObject({
      refusal: { code: "RecordDayRefused" },
    });
    const foreign = await makeMarket(db, "foreign", 2);
    const asked = { productId, season: null, thisYear: 2026, locale: "zh-CN" } as const;
    expect(await forecastPage(db, { ...asked, cooperativeId: foreign.cooperativeId })).toBeUndefined();
  });

  it("is written in the audit log with what was expected before", async () => {
    const entries = await db.prisma.auditEntry.findMany({
      where: { subjectId: productId, act: "forecast.estimated" },
      orderBy: { at: "asc" },
    });
    expect(entries).toHaveLength(2);
    expect(entries.some((entry) => JSON.stringify(entry.before).includes("9000000"))).toBe(true);
  });
});

describe("the database as the last witness of estimates", () => {
  it("takes none from a household that shows nothing, rewrites none and empties none", async () => {
    const other = await field(false, 100);
    await plantFields({ db }, { ...verbs.act(), productId, season: 2026, plotIds: [other] });
    const insert = `INSERT INTO yield_estimate (id, plot_id, product_id, season, grams_per_mu, harvest_from, harvest_until,
      estimated_on, at) VALUES (gen_random_uuid(), '${other}', '${productId}', 2026, 1000, '2026-08-01', '2026-09-01',
      '2026-07-01', now())`;
    const attack = (sql: string) => db.pool.query(sql);
    await expect(attack(insert)).rejects.toThrow(/demonstration/);
    await expect(attack("UPDATE yield_estimate SET grams_per_mu = 1")).rejects.toThrow(/history/);
    await expect(attack("DELETE FROM yield_estimate")).rejects.toThrow(/history/);
    await expect(attack("TRUNCATE yield_estimate")).rejects.toThrow(/history/);
  });
});
