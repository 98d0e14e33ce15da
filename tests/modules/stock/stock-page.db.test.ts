import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import {
  alertsOf,
  holdStock,
  lotStory,
  type PackStoryLine,
  packStory,
  type StoryCursor,
  sellHeld,
  stockPage,
} from "~/modules/catalog/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { adjustLot } from "~/workflows/adjust-lot";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import { packLot } from "~/workflows/pack-lot";
import { setLowLimit } from "~/workflows/set-low-limit";
import { setShelfLife } from "~/workflows/set-shelf-life";
import {
  accepted,
  MARKET_OPENED,
  type Market,
  makeListing,
  makeMarket,
  openTestDb,
} from "../../support/market";
import { KILOGRAM, makeLot, packsOf, USER } from "./stock-ground";

const now = addMs(MARKET_OPENED, 3_600_000);
let db: Db;
let close: () => Promise<void>;
let market: Market;
let stranger: Market;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  stranger = await makeMarket(db, "elsewhere", 1);
});
afterAll(() => close());

const here = () => ({ cooperativeId: market.cooperativeId, userId: USER, now });
const pageOf = (tx: Tx, cooperativeId = market.cooperativeId) =>
  stockPage(tx, { cooperativeId, locale: "zh-CN", today: "2026-01-09" });

describe("the stock page", () => {
  it("is read in two statements, however many goods and lots there are", async () => {
    for (let each = 0; each < 5; each += 1) {
      const made = await makeListing(db, market, { slug: `many-${each}`, skus: [{}, {}, {}] });
      await makeLot(db, market, made.productId, { total: 100n * KILOGRAM });
    }
    let statements = 0;
    const counting: Tx = {
      ...db,
      run: (statement, params) => {
        statements += 1;
        return db.run(statement, params);
      },
    };
    const page = await pageOf(counting);
    expect(page.skus.length).toBeGreaterThanOrEqual(15);
    expect(page.lots.length).toBeGreaterThanOrEqual(5);
    expect(statements).toBe(2);
  });

  it("is one cooperative's alone", async () => {
    expect(await pageOf(db, stranger.cooperativeId)).toEqual({ skus: [], lots: [] });
  });

  it("calls out what runs low and what ages, by what the desk has said of them", async () => {
    const { productId, skuIds } = await makeListing(db, market, { slug: "calls", packs: 40 });
    const skuId = skuIds[0] ?? "";
    const lotId = await makeLot(db, market, productId, { total: 5n * KILOGRAM, harvestedOn: "2026-01-04" });
    const mine = async () => {
      const alerts = alertsOf(await pageOf(db));
      return [
        alerts.lowSkus.filter((sku) => sku.skuId === skuId).length,
        alerts.lotsToSell.filter((lot) => lot.lotId === lotId).map((lot) => lot.daysLeft),
      ];
    };
    expect(await mine()).toEqual([0, []]);
    accepted(await setLowLimit({ db }, { ...here(), skuId, lowBelow: 41 }));
    accepted(await setShelfLife({ db }, { ...here(), lotId, days: 6 }));
    expect(await mine()).toEqual([1, [1]]);
    const foreign = { ...here(), cooperativeId: stranger.cooperativeId };
    expect(await setLowLimit({ db }, { ...foreign, skuId, lowBelow: 1 })).toMatchObject({ ok: false });
    expect(await setShelfLife({ db }, { ...foreign, lotId, days: 1 })).toMatchObject({ ok: false });
  });
});

describe("the story of a pack", () => {
  it("says after every line what lay there, page by page, down to nothing at the beginning", async () => {
    const { skuIds } = await makeListing(db, market, { slug: "story", packs: 0 });
    const skuId = skuIds[0] ?? "";
    let laid = 0;
    const expected: number[] = [];
    for (let each = 0; each < 12; each += 1) {
      const at = addMs(now, each * 1000);
      const packs = each % 3 === 2 ? -2 : 5;
      const reason = packs < 0 ? "spoiled" : "found";
      accepted(await editSkuStock({ db }, { ...here(), skuId, channel: "shop", packs, reason, now: at }));
      laid += packs;
      expected.unshift(laid);
    }
    const orderId = newId(now);
    const hold = { holdId: newId(now), orderId, skuId, channel: "shop", packs: 3 } as const;
    accepted(await holdStock(db, [hold], addMs(now, 60_000)));
    await sellHeld(db, [orderId], addMs(now, 20_000));
    expected.unshift(laid - 3);

    const lines: PackStoryLine[] = [];
    let after: StoryCursor | undefined;
    do {
      const asked = { id: skuId, cooperativeId: market.cooperativeId, after, limit: 5 };
      const page = await packStory(db, asked);
      lines.push(...page.lines);
      after = page.next ?? undefined;
    } while (after);
    expect(lines.map((line) => line.balance)).toEqual(expected);
    expect(lines[0]).toMatchObject({ reason: "sold", packs: -3 });
    expect((await packsOf(db, skuId)).onHand).toBe(expected[0]);
    const foreign = { id: skuId, cooperativeId: stranger.cooperativeId, after: undefined, limit: 5 };
    expect(await packStory(db, foreign)).toEqual({ lines: [], next: null });
  });
});

describe("the story of a lot", () => {
  it("counts back from what is left, and names the packing that can still be undone", async () => {
    const { productId, skuIds } = await makeListing(db, market, { slug: "lot-story", packs: 0 });
    const skuId = skuIds[0] ?? "";
    const lotId = await makeLot(db, market, productId, { total: 100n * KILOGRAM });
    const pack = { ...here(), lotId, skuId, channel: "shop", packs: 10 } as const;
    const { runId } = accepted(await packLot({ db }, { ...pack, usedGrams: 30_400n, lossReason: "dried" }));
    const later = addMs(now, 1000);
    const gift = { ...here(), lotId, part: "retail", grams: -600n, reason: "gift", note: "" } as const;
    accepted(await adjustLot({ db }, { ...gift, now: later }));
    const story = await lotStory(db, {
      id: lotId,
      cooperativeId: market.cooperativeId,
      after: undefined,
      limit: 10,
    });
    expect(story.lines.map((line) => [line.reason, line.gramsRetail, line.balance])[0]).toEqual([
      "gift",
      -600n,
      69_000n,
    ]);
    const oldest = story.lines.at(-1);
    expect((oldest?.balance ?? 0n) - (oldest?.gramsRetail ?? 0n)).toBe(100n * KILOGRAM);
    expect(story.lines.filter((line) => line.undoableRunId === runId)).toHaveLength(1);
  });
});
