import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOfCount, lookOf } from "~/modules/catalog/index.server";
import { balances } from "~/modules/ledger/index.server";
import { checkIntakeAgainstLedger } from "~/workflows/check-intake-against-ledger";
import { packLot } from "~/workflows/pack-lot";
import { packOrder } from "~/workflows/pack-order";
import { undoPacking } from "~/workflows/undo-packing";
import { lotShop } from "./lot-shop";
import { value } from "./sale-ground";

/** Acts on one lot and one sku, from the scale to the buyer, in any order; each may be refused and nothing may be lost. */
const shop = lotShop();

describe("grams and yuan of a lot", () => {
  it("are all accounted for, whatever is taken in, packed, undone, sold, cancelled, refunded, spoiled and counted", async () => {
    const step = fc.tuple(fc.constantFrom(...shop.ACTS), fc.integer({ min: 1, max: 6 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
        const stand = await shop.open();
        for (const [act, size] of steps) {
          await stand[act](size);
          await stand.conserved();
        }
        expect(await checkIntakeAgainstLedger(shop.db())).toBeUndefined();
      }),
      { numRuns: 12, seed: 20_261_122 },
    );
  }, 120_000);

  it("follow the packs: an order is of the lot that its packs were made of, the first packed first", async () => {
    const stand = await shop.open();
    const [old, fresh] = [await stand.takeIn(1, "2026-11-18"), await stand.takeIn(1, "2026-11-19")];
    // The fresh lot is packed before the old one, so its packs go first, whatever was harvested first.
    await stand.packOf(fresh, 2);
    await stand.packOf(old, 2);
    const orderId = await stand.buy(3);
    value(await packOrder(shop.deps(), shop.step(orderId)));
    expect(await shop.lot(fresh)).toMatchObject({ gramsSold: 6_000n });
    expect(await shop.lot(old)).toMatchObject({ gramsSold: 3_000n });
    await stand.conserved();
  });

  it("leave at what the whole lot cost: the packs bear what packing lost, and nothing stays in the books of an empty lot", async () => {
    const stand = await shop.open();
    const lotId = await stand.takeIn(1);
    // 100 kg for 1,000.00 make 90 kg in packs; six packs of thirty are a fifth of it all.
    const sku = { lotId, skuId: stand.skuId, channel: "shop" } as const;
    const by = { cooperativeId: stand.cooperativeId, userId: randomUUID(), now: shop.now() };
    const packing = { packs: 30, usedGrams: 100_000n, lossReason: "trimmed" } as const;
    value(await packLot(shop.deps(), { ...by, ...sku, ...packing }));
    const first = await stand.buy(6);
    value(await packOrder(shop.deps(), shop.step(first)));
    expect(await shop.issuedFor(first)).toBe(20_000n);
    const second = await stand.buy(24);
    value(await packOrder(shop.deps(), shop.step(second)));
    expect(await shop.issuedFor(second)).toBe(80_000n);
    const stock = (await balances(shop.db(), stand.bookId)).find((each) => each.account === "121");
    expect(stock && stock.debitsPosted - stock.creditsPosted).toBe(0n);
  });

  it("that spoil or are missing are other expenses; what was given away or sold by weight is a cost of trading", async () => {
    const stand = await shop.open();
    const lotId = await stand.takeIn(1);
    await stand.packOf(lotId, 10);
    await stand.lose(lotId, 10_000n, "spoiled");
    await stand.lose(lotId, 20_000n, "soldByWeight");
    await stand.takePacks(2, "gift");
    await stand.count(stand.skuId, 7n);
    const all = await balances(shop.db(), stand.bookId);
    const of = (account: string) => all.find((each) => each.account === account)?.debitsPosted ?? 0n;
    // 10 kg spoiled and one pack of 3 kg missing; 20 kg sold by weight and two packs given away, at 10.00 a kilogram.
    expect([of("529"), of("521.02")]).toEqual([13_000n, 26_000n]);
    expect(await shop.lot(lotId)).toMatchObject({
      gramsBulk: 20_000n,
      gramsTaken: 9_000n,
      gramsLost: 10_000n,
    });
    await stand.conserved();
  });

  it("of a packing whose packs have gone out stay packed", async () => {
    const stand = await shop.open();
    const lotId = await stand.takeIn(1);
    const runId = await stand.packOf(lotId, 2);
    await stand.packOf(lotId, 5);
    value(await packOrder(shop.deps(), shop.step(await stand.buy(1))));
    const by = { cooperativeId: stand.cooperativeId, userId: randomUUID(), now: shop.now() };
    expect(await undoPacking(shop.deps(), { ...by, runId })).toMatchObject({
      refusal: { code: "PacksHaveLeft", left: 1 },
    });
  });

  it("never leave twice, however many pack orders, undo, spoil and count at the same moment", async () => {
    const stand = await shop.open();
    const lotId = await stand.takeIn(2);
    const runs = [await stand.packOf(lotId, 6), await stand.packOf(lotId, 6), await stand.packOf(lotId, 6)];
    const orders = [await stand.buy(2), await stand.buy(2), await stand.buy(3), await stand.buy(1)];
    const by = { cooperativeId: stand.cooperativeId, userId: randomUUID(), now: shop.now() };
    const countId = await stand.openCount(stand.skuId, 16n);
    const look = lookOf(await linesOfCount(shop.db(), countId));
    await Promise.all([
      ...orders.map((orderId) => packOrder(shop.deps(), shop.step(orderId))),
      ...runs.map((runId) => undoPacking(shop.deps(), { ...by, runId })),
      ...[1, 2].map(() => stand.tryToTakePacks(1, "spoiled")),
      ...[1, 2].map(() => stand.tryToLose(lotId, 30_000n, "spoiled")),
      stand.postCount(countId, look),
    ]);
    await stand.conserved();
    expect(await checkIntakeAgainstLedger(shop.db())).toBeUndefined();
    const { gramsSold } = await shop.lot(lotId);
    expect(gramsSold).toBe(8n * 3_000n);
  });
});

describe("the database as the witness of packs and their lots", () => {
  it("refuses packs without a layer, layers without draws, draws without packs, and history rewritten", async () => {
    const stand = await shop.open();
    const lotId = await stand.takeIn(1);
    const runId = await stand.packOf(lotId, 3);
    value(await packOrder(shop.deps(), shop.step(await stand.buy(1))));
    const movement = (packs: number, reason: string) =>
      shop.attack(`INSERT INTO stock_movement (id, sku_id, channel, packs, reason, at)
        VALUES (gen_random_uuid(), '${stand.skuId}', 'shop', ${packs}, '${reason}', now())`);
    expect(await movement(2, "found")).toContain("in no layer");
    expect(await movement(-1, "spoiled")).toContain("in no layer");
    const layer = (set: string) => shop.attack(`UPDATE pack_layer SET ${set} WHERE id = '${runId}'`);
    expect(await layer("packs_left = 0")).toContain("not what was drawn");
    expect(await layer("packs_left = 3")).toContain("only taken");
    expect(await layer("lot_id = NULL, packs_left = 1")).toContain("only taken");
    const draw = (packs: number, grams: number) =>
      shop.attack(`INSERT INTO pack_draw (id, layer_id, lot_id, packs, grams, movement_id, at)
        VALUES (gen_random_uuid(), '${runId}', '${lotId}', ${packs}, ${grams}, gen_random_uuid(), now())`);
    expect(await draw(1, 3_000)).toContain("not what was drawn");
    expect(await shop.attack("UPDATE pack_draw SET packs = 2")).toContain("history");
    expect(await shop.attack("DELETE FROM pack_draw")).toContain("history");
    expect(await shop.attack("DELETE FROM pack_layer")).toContain("only taken");
    expect(await shop.attack(`UPDATE lot SET grams_sold = 0 WHERE id = '${lotId}'`)).toContain("story");
    expect(await shop.attack(`UPDATE lot SET grams_sold = 90000 WHERE id = '${lotId}'`)).toContain(
      "lot_grams",
    );
    expect(await shop.attack(`UPDATE intake_lot SET fen_out = 0 WHERE lot_id = '${lotId}'`)).toContain(
      "it went",
    );
    expect(await checkIntakeAgainstLedger(shop.db())).toMatchObject({
      subject: expect.stringContaining("cost of lot"),
    });
  });
});
