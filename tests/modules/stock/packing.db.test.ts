import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { holdStock } from "~/modules/catalog/index.server";
import type { Db } from "~/platform/db/db.server";
import { adjustLot } from "~/workflows/adjust-lot";
import { moveLotGrams } from "~/workflows/move-lot-grams";
import { type PackLot, packLot } from "~/workflows/pack-lot";
import { undoPacking } from "~/workflows/undo-packing";
import {
  accepted,
  MARKET_OPENED,
  type Market,
  makeListing,
  makeMarket,
  openTestDb,
} from "../../support/market";
import { KILOGRAM, lotOf, makeLot, packsOf, storyOf, USER } from "./stock-ground";

const now = addMs(MARKET_OPENED, 3_600_000);
let db: Db;
let close: () => Promise<void>;
let market: Market;
let productId: string;
let skuId: string;
let otherSkuId: string;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  const made = await makeListing(db, market, {
    slug: "suanmiao",
    packs: 0,
    skus: [{ netGrams: 2_500n, priceFen: 5990n }],
  });
  ({ productId } = made);
  skuId = made.skuIds[0] ?? "";
  const other = await makeListing(db, market, { slug: "pingguo", packs: 0 });
  otherSkuId = other.skuIds[0] ?? "";
});
afterAll(() => close());

const here = () => ({ cooperativeId: market.cooperativeId, userId: USER, now });
const packing = (lotId: string, wish: Partial<PackLot> = {}): PackLot => ({
  ...here(),
  lotId,
  skuId,
  channel: "shop",
  packs: 79,
  usedGrams: 199_900n,
  lossReason: "trimmed",
  ...wish,
});

describe("packing grams of a lot into packs", () => {
  it("takes net weight and loss from the lot, puts the packs on sale, and says so in both stories and the audit log", async () => {
    const lotId = await makeLot(db, market, productId, {
      total: 250n * KILOGRAM,
      wholesale: 50n * KILOGRAM,
    });
    const packed = accepted(await packLot({ db }, packing(lotId)));
    expect(packed).toMatchObject({ packs: 79, lossGrams: 2_400n, leftGrams: 100n });
    expect(await lotOf(db, lotId)).toMatchObject({
      gramsTotal: 250_000n,
      gramsWholesale: 50_000n,
      gramsPacked: 197_500n,
      gramsLost: 2_400n,
      left: 100n,
    });
    expect(await packsOf(db, skuId)).toEqual({ onHand: 79, held: 0 });
    expect(await storyOf(db, skuId)).toBe(79);
    const lines = await db.prisma.lotMovement.findMany({ where: { lotId }, orderBy: { gramsRetail: "asc" } });
    expect(lines.map((line) => [line.reason, line.gramsRetail])).toEqual([
      ["packed", -197_500n],
      ["packingLoss", -2_400n],
    ]);
    expect(await db.prisma.auditEntry.count({ where: { subjectId: lotId, act: "lot.packed" } })).toBe(1);
  });

  it("makes no pack of another product and of no other cooperative's lot", async () => {
    const lotId = await makeLot(db, market, productId, { total: 250n * KILOGRAM });
    expect(await packLot({ db }, packing(lotId, { skuId: otherSkuId }))).toMatchObject({
      refusal: { code: "SkuNotFound" },
    });
    expect(await packLot({ db }, packing(lotId, { cooperativeId: market.villageId }))).toMatchObject({
      refusal: { code: "LotNotFound" },
    });
  });

  it("is undone once, by a counter-entry that gives back packs, grams and loss, while the packs are free", async () => {
    const lotId = await makeLot(db, market, productId, { total: 200n * KILOGRAM });
    const before = await packsOf(db, skuId);
    const { runId } = accepted(await packLot({ db }, packing(lotId)));
    const undone = await Promise.all([1, 2].map(() => undoPacking({ db }, { ...here(), runId })));
    expect(undone.map((each) => each.ok).sort()).toEqual([false, true]);
    expect(undone.find((each) => !each.ok)).toMatchObject({ refusal: { code: "PackingUndone" } });
    expect((await lotOf(db, lotId)).left).toBe(200_000n);
    expect(await packsOf(db, skuId)).toEqual(before);
    const counter = await db.prisma.packingRun.findUniqueOrThrow({ where: { undoesId: runId } });
    expect(await undoPacking({ db }, { ...here(), runId: counter.id })).toMatchObject({
      refusal: { code: "PackingUndone" },
    });
    expect(await undoPacking({ db }, { ...here(), runId: randomUUID() })).toMatchObject({
      refusal: { code: "PackingNotFound" },
    });
  });

  it("is not undone when a buyer holds the packs", async () => {
    const made = await makeListing(db, market, {
      slug: "held",
      packs: 0,
      skus: [{ netGrams: KILOGRAM, priceFen: 5990n }],
    });
    const heldSku = made.skuIds[0] ?? "";
    const lotId = await makeLot(db, market, made.productId, { total: 20n * KILOGRAM });
    const { runId } = accepted(
      await packLot({ db }, packing(lotId, { skuId: heldSku, packs: 10, usedGrams: 10_000n })),
    );
    const wanted = { holdId: newId(now), orderId: newId(now), skuId: heldSku, channel: "shop", packs: 1 };
    accepted(await holdStock(db, [wanted as never], addMs(now, 1_000)));
    expect(await undoPacking({ db }, { ...here(), runId })).toMatchObject({
      refusal: { code: "OutOfStock", skus: [{ wanted: 10, left: 9 }] },
    });
    expect((await lotOf(db, lotId)).left).toBe(10_000n);
  });
});

describe("a lot that many take from at once", () => {
  it("gives out every gram once: packers, wholesale and spoilage together never take more than came in", async () => {
    const total = 100n * KILOGRAM;
    const lotId = await makeLot(db, market, productId, { total });
    const act = { ...here(), lotId, note: "" };
    const tries = Array.from({ length: 30 }, (_, index) => {
      if (index % 3 === 0)
        return packLot({ db }, packing(lotId, { packs: 3, usedGrams: 7_600n, lossReason: "dried" }));
      if (index % 3 === 1)
        return moveLotGrams({ db }, { ...act, to: "wholesale", grams: 7_000n, reason: "wholesaleAsked" });
      return adjustLot({ db }, { ...act, part: "retail", grams: -5_000n, reason: "spoiled" });
    });
    const done = await Promise.all(tries);
    const refused = done.filter((each) => !each.ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((each) => !each.ok && each.refusal.code === "LotTooSmall")).toBe(true);
    const lot = await lotOf(db, lotId);
    expect(lot.left).toBeGreaterThanOrEqual(0n);
    expect(lot.gramsPacked + lot.gramsWholesale + lot.gramsLost + lot.left).toBe(total);
    const story = await db.prisma.lotMovement.aggregate({ where: { lotId }, _sum: { gramsRetail: true } });
    expect(total + (story._sum.gramsRetail ?? 0n)).toBe(lot.left);
  });

  it("gives back from wholesale no more than is set aside there", async () => {
    const lotId = await makeLot(db, market, productId, { total: 10_000n, wholesale: 4_000n });
    const move = { ...here(), lotId, note: "", to: "retail", reason: "wholesaleFellThrough" } as const;
    expect(await moveLotGrams({ db }, { ...move, grams: 4_001n })).toMatchObject({
      refusal: { code: "LotTooSmall", leftGrams: 4_000n },
    });
    accepted(await moveLotGrams({ db }, { ...move, grams: 4_000n }));
    expect(await lotOf(db, lotId)).toMatchObject({ gramsWholesale: 0n, left: 10_000n });
  });
});

describe("the database as the last witness of a lot's grams", () => {
  const attack = async (...sql: readonly string[]) => {
    const client = await db.pool.connect();
    try {
      await client.query("BEGIN");
      for (const each of sql) await client.query(each);
      await client.query("COMMIT");
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  };
  let lotId: string;
  let runId: string;
  beforeAll(async () => {
    lotId = await makeLot(db, market, productId, { total: 200n * KILOGRAM });
    ({ runId } = accepted(await packLot({ db }, packing(lotId, { packs: 20, usedGrams: 51_000n }))));
  });

  it("refuses figures without a story, and a story without figures", async () => {
    await expect(attack(`UPDATE lot SET grams_packed = 0 WHERE id = '${lotId}'`)).rejects.toThrow(/story/);
    await expect(attack(`UPDATE lot SET grams_lost = 0 WHERE id = '${lotId}'`)).rejects.toThrow(/story/);
    await expect(
      attack(`INSERT INTO lot_movement (id, lot_id, grams_retail, grams_wholesale, reason, note, at)
              VALUES (gen_random_uuid(), '${lotId}', -5, 0, 'spoiled', '', now())`),
    ).rejects.toThrow(/story/);
  });

  it("refuses to pack more than came in, whoever asks", async () => {
    await expect(attack(`UPDATE lot SET grams_packed = 300000 WHERE id = '${lotId}'`)).rejects.toThrow(
      /lot_grams/,
    );
  });

  it("refuses packs that came out of nothing and runs whose packs went nowhere", async () => {
    const run = `INSERT INTO packing_run (id, lot_id, sku_id, channel, packs, net_grams, packed_grams, loss_grams, at)
      VALUES (gen_random_uuid(), '${lotId}', '${skuId}', 'shop', 2, 2500, 5000, 0, now())`;
    await expect(attack(run)).rejects.toThrow(/story/);
    const story = `INSERT INTO lot_movement (id, lot_id, grams_retail, grams_wholesale, reason, note, packing_run_id, at)
      SELECT gen_random_uuid(), lot_id, -5000, 0, 'packed', '', id, now() FROM packing_run
       WHERE lot_id = '${lotId}' AND packs = 2`;
    const figures = `UPDATE lot SET grams_packed = grams_packed + 5000 WHERE id = '${lotId}'`;
    await expect(attack(run, story, figures)).rejects.toThrow(/no packs into a pool/);
  });

  it("refuses a counter-entry with other numbers than its own", async () => {
    const counter = (packs: number, grams: number) =>
      `INSERT INTO packing_run (id, lot_id, sku_id, channel, packs, net_grams, packed_grams, loss_grams, loss_reason,
         undoes_id, at)
       VALUES (gen_random_uuid(), '${lotId}', '${skuId}', 'shop', ${packs}, 2500, ${grams}, -1000, 'trimmed',
         '${runId}', now())`;
    await expect(attack(counter(-19, -47_500))).rejects.toThrow(/other numbers/);
    await expect(attack(counter(20, 50_000))).rejects.toThrow(/packing_run_way/);
  });

  it.each(["packing_run", "lot_movement", "stock_movement"])(
    "lets nobody rewrite, delete or empty %s",
    async (table) => {
      await expect(attack(`UPDATE ${table} SET at = now()`)).rejects.toThrow(/history/);
      await expect(attack(`DELETE FROM ${table}`)).rejects.toThrow(/history/);
      await expect(attack(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/history/);
    },
  );
});
