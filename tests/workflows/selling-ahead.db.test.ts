import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { countDifference, packStory, preorderSkus, productPage } from "~/modules/catalog/index.server";
import { buyerOrder } from "~/modules/ordering/index.server";
import { addPlot } from "~/workflows/add-plot";
import { cancelOrder } from "~/workflows/cancel-order";
import { endSellingAhead } from "~/workflows/end-selling-ahead";
import { enterCount } from "~/workflows/enter-count";
import { estimateYield } from "~/workflows/estimate-yield";
import { keepHousehold } from "~/workflows/keep-household";
import { openCount } from "~/workflows/open-count";
import { packLot } from "~/workflows/pack-lot";
import { packOrder } from "~/workflows/pack-order";
import { type SellAhead, sellAhead } from "~/workflows/sell-ahead";
import { makeLot } from "../modules/stock/stock-ground";
import { makeListing } from "../support/market";
import { ONE_PACK, retailGround } from "./retail-ground";
import { MORNING, value } from "./sale-ground";

const { ground, market, step, newSku, onePack } = retailGround();
const WINDOW = { from: "2026-12-10", until: "2026-12-20" };
const USER = newId(MORNING);
const act = () => ({ cooperativeId: market().cooperativeId, userId: USER, now: ground.clock.now });

/** A listing with packs of 3 kg, of which 1 mu is expected to bring 750 kg: 600 kg counted on, 100 packs promised at most. */
async function crop(slug: string, skus: readonly object[] = [{}]) {
  const made = await ground.inTransaction((tx) => makeListing(tx, market(), { slug, packs: 0, skus }));
  const form = { name: "党建军", phone: null, member: true, demonstration: true };
  const { householdId } = value(await keepHousehold(ground.deps(), { ...act(), householdId: null, form }));
  const plot = { ...act(), householdId, form: { place: "南坡", area: 100 } };
  const { plotId } = value(await addPlot(ground.deps(), plot));
  const estimate = { plotId, gramsPerMu: 750_000n, from: "2026-12-05", until: "2026-12-15" };
  value(
    await estimateYield(ground.deps(), {
      ...act(),
      productId: made.productId,
      form: { ...estimate, estimatedOn: "2026-11-18" },
    }),
  );
  return { productId: made.productId, skuId: made.skuIds[0] ?? "", skuIds: made.skuIds };
}
const tryToSell = (skuId: string, packs: number, wish: Partial<SellAhead> = {}) =>
  sellAhead(ground.deps(), { ...act(), skuId, packs, window: WINDOW, reason: "", ...wish });
const pools = async (skuId: string) => {
  const found = await ground.db().prisma.stockPool.findMany({ where: { skuId } });
  return Object.fromEntries(found.map(({ channel, onHand, held }) => [channel, [onHand, held]]));
};
const shown = async (productId: string, skuId: string) => {
  const asked = { cooperativeId: market().cooperativeId, productId, locale: "zh-CN" } as const;
  return (await preorderSkus(ground.db(), asked)).find((sku) => sku.skuId === skuId);
};

describe("the cap of what is sold before its harvest", () => {
  it("needs an estimate, stays within half of what is counted on, and goes above it only for a reason", async () => {
    const { skuId, productId } = await crop("grapes-cap");
    expect(await tryToSell(await newSku(5), 10)).toMatchObject({ refusal: { code: "ForecastMissing" } });
    expect(await tryToSell(skuId, 101)).toMatchObject({ refusal: { code: "CapReasonMissing", most: 100 } });
    expect(await tryToSell(skuId, 10, { window: { from: "2026-12-04", until: "2026-12-20" } })).toMatchObject(
      {
        refusal: { code: "ShipsBeforeHarvest", harvestFrom: "2026-12-05" },
      },
    );
    value(await tryToSell(skuId, 100));
    value(await tryToSell(skuId, 140, { reason: "邻村也供货" }));
    expect(await shown(productId, skuId)).toMatchObject({
      capPacks: 140,
      freePacks: 140,
      reason: "邻村也供货",
    });
    const log = await ground
      .db()
      .prisma.auditEntry.findMany({ where: { subjectId: skuId, act: "sku.soldAhead" } });
    expect(log.map((entry) => entry.reason).sort()).toEqual([null, "邻村也供货"].sort());
    expect(await tryToSell(skuId, 10, { cooperativeId: newId(MORNING) })).toMatchObject({
      refusal: { code: "SkuNotFound" },
    });
  });

  it("is shared by all packs of a crop, also when two are set in the same moment", async () => {
    const { skuIds } = await crop("grapes-two", [{}, {}]);
    const set = await Promise.all(skuIds.map((skuId) => tryToSell(skuId, 60)));
    expect(set.map((each) => each.ok).sort()).toEqual([false, true]);
    expect(set.find((each) => !each.ok)).toMatchObject({ refusal: { code: "CapReasonMissing", most: 40 } });
  });

  it("is never passed, however many buy at once and while the manager lowers it", async () => {
    const { skuId, productId } = await crop("grapes-rush");
    value(await tryToSell(skuId, 60));
    const buyers = Array.from({ length: 120 }, () => ground.tryToPlace(onePack(skuId)));
    const lowered = [50, 45, 40].map((packs) => tryToSell(skuId, packs));
    const [bought, caps] = await Promise.all([Promise.all(buyers), Promise.all(lowered)]);
    const placed = bought.filter((each) => each.ok).length;
    const codes = new Set(bought.flatMap((each) => (each.ok ? [] : [each.refusal.code])));
    expect([...codes]).toEqual(["OutOfStock"]);
    const now = await shown(productId, skuId);
    expect(now?.promisedPacks).toBe(placed);
    expect(placed).toBeLessThanOrEqual(now?.capPacks ?? 0);
    expect(now?.freePacks).toBe((now?.capPacks ?? 0) - placed);
    for (const cap of caps) if (!cap.ok) expect(cap.refusal.code).toBe("CapBelowPromised");
  }, 60_000);

  it("does not fall below what was promised", async () => {
    const { skuId } = await crop("grapes-low");
    value(await tryToSell(skuId, 20));
    await ground.buy({ ...onePack(skuId) });
    await ground.place(onePack(skuId));
    expect(await tryToSell(skuId, 1)).toMatchObject({ refusal: { code: "CapBelowPromised", least: 2 } });
    value(await tryToSell(skuId, 2));
    expect(await ground.tryToPlace(onePack(skuId))).toMatchObject({ refusal: { code: "OutOfStock" } });
  });
});

describe("an order placed before the harvest", () => {
  let skuId: string;
  let productId: string;
  beforeAll(async () => {
    ({ skuId, productId } = await crop("grapes-order"));
    value(await tryToSell(skuId, 10));
  });

  it("says when it will be sent, on the product page and on the order", async () => {
    const page = await productPage(ground.db(), {
      slug: "grapes-order",
      locale: "zh-CN",
      now: ground.clock.now,
    });
    expect(page?.skus[0]).toMatchObject({ ships: WINDOW, leftPacks: null });
    const { number } = await ground.onlySale(await ground.buy(onePack(skuId)));
    const order = await buyerOrder(ground.db(), { number, locale: "zh-CN" });
    expect(order?.shown).toMatchObject({ shipsFrom: WINDOW.from, shipsUntil: WINDOW.until });
    expect(await pools(skuId)).toEqual({ ahead: [9, 0] });
  });

  it("goes in a parcel of its own, so that goods that are there do not wait for it", async () => {
    const there = await newSku(5);
    const lines = [there, skuId].map((id) => ({ skuId: id, packs: 1 }));
    const sales = await ground.sales(await ground.buy({ lines, shownTotalFen: 2n * ONE_PACK }));
    expect(sales).toHaveLength(2);
    const orders = await ground
      .db()
      .prisma.order.findMany({ where: { id: { in: sales.map(({ id }) => id) } } });
    expect(orders.map((order) => order.shipsFrom?.toISOString().slice(0, 10) ?? null).sort()).toEqual(
      [null, WINDOW.from].sort(),
    );
  });

  it("is not packed before packs of a lot are there for it, and then from those alone", async () => {
    const sale = await ground.onlySale(await ground.buy(onePack(skuId)));
    expect(await packOrder(ground.deps(), step(sale.id))).toMatchObject({
      refusal: { code: "PreorderNotThere", skus: [{ skuId, wanted: 1, left: 0 }] },
    });
    expect((await ground.onlySale(sale.paymentId)).state).toBe("paid");
    const lotId = await makeLot(ground.db(), market(), productId, { total: 30_000n });
    const packing = { ...act(), lotId, skuId, usedGrams: 6_000n, lossReason: undefined, packs: 2 };
    value(await packLot(ground.deps(), { ...packing, channel: "aside" }));
    expect(await pools(skuId)).toMatchObject({ aside: [2, 0] });
    ground.pass(1_000);
    value(await packOrder(ground.deps(), step(sale.id)));
    expect(await pools(skuId)).toMatchObject({ aside: [1, 0] });
    const story = await packStory(ground.db(), {
      id: skuId,
      cooperativeId: market().cooperativeId,
      after: undefined,
      limit: 10,
    });
    expect(story.lines.map((line) => [line.reason, line.packs, line.balance])).toEqual(
      expect.arrayContaining([
        ["aheadPacked", -1, 1],
        ["packed", 2, 2],
      ]),
    );
  });

  it("leaves the shelves' witness content while it waits: a promise is not missing, packs kept for it are there", async () => {
    await ground.buy(onePack(skuId));
    expect(await countDifference(ground.db())).toBeUndefined();
  });

  it("is no part of a stock-take: promises stand on no shelf, what is kept for them does", async () => {
    const countId = value(await openCount(ground.deps(), act()));
    const entry = { ...act(), countId, kind: "sku", subjectId: skuId, counted: 1n } as const;
    value(await enterCount(ground.deps(), entry));
    const line = await ground.db().prisma.stockCountLine.findFirstOrThrow({ where: { subjectId: skuId } });
    expect(line.expected).toBe(1n);
  });

  it("gives its promise back when it is cancelled, and somebody else may have it", async () => {
    const before = (await shown(productId, skuId))?.freePacks ?? 0;
    const sale = await ground.onlySale(await ground.buy(onePack(skuId)));
    expect((await shown(productId, skuId))?.freePacks).toBe(before - 1);
    const cancel = { orderId: sale.id, by: "buyer", cooperativeId: null, userId: null, note: "" } as const;
    value(await cancelOrder(ground.deps(), { ...cancel, now: ground.clock.now }));
    expect((await shown(productId, skuId))?.freePacks).toBe(before);
  });

  it("stands when selling ahead ends; the pack is then sold from the shop again", async () => {
    const { promisedPacks } = (await shown(productId, skuId)) ?? {};
    value(await endSellingAhead(ground.deps(), { ...act(), skuId }));
    expect(await shown(productId, skuId)).toMatchObject({
      capPacks: promisedPacks,
      freePacks: 0,
      promisedPacks,
      shipsFrom: null,
    });
    expect(await endSellingAhead(ground.deps(), { ...act(), skuId })).toMatchObject({
      refusal: { code: "NotSoldAhead" },
    });
    expect(await ground.tryToPlace(onePack(skuId))).toMatchObject({ refusal: { code: "OutOfStock" } });
  });
});

describe("the database as the last witness of promises", () => {
  it("keeps what is promised and what is open at the cap, and packs out of promises away", async () => {
    const { skuId } = await crop("grapes-witness");
    value(await tryToSell(skuId, 10));
    const attack = (sql: string) => ground.db().pool.query(sql);
    const of = `sku_id = '${skuId}'`;
    await expect(
      attack(`UPDATE stock_pool SET on_hand = 11 WHERE ${of} AND channel = 'ahead'`),
    ).rejects.toThrow(/the cap is 10/);
    await expect(attack(`UPDATE preorder SET cap_packs = 9 WHERE ${of}`)).rejects.toThrow(/the cap is 9/);
    await expect(
      attack(`INSERT INTO stock_hold (id, order_id, sku_id, channel, packs, state, expires_at, sold_at)
        VALUES (gen_random_uuid(), gen_random_uuid(), '${skuId}', 'ahead', 1, 'sold', now(), now())`),
    ).rejects.toThrow(/1 packs are promised/);
    await expect(attack(`UPDATE sku SET ships_from = NULL WHERE id = '${skuId}'`)).rejects.toThrow(
      /sku_ships/,
    );
  });
});
