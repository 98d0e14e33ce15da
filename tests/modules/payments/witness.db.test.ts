import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "~/platform/db/db.server";
import { MARKET_OPENED, makeListing, makeMarket, openTestDb } from "../../support/market";

const NOW = MARKET_OPENED;
let db: Db;
let close: () => Promise<void>;
let skuId: string;
let paymentId: string;
beforeAll(async () => {
  ({ db, close } = await openTestDb());
  const made = await makeListing(db, await makeMarket(db), { slug: "goods", packs: 5 });
  skuId = made.skuIds[0] ?? "";
  paymentId = randomUUID();
  await db.pool.query(
    `INSERT INTO payment (id, state, request_key, request_hash, amount_fen, attempt, created_at, expires_at, paid_at)
     VALUES ($1, 'paid', $1, '', 1000, 1, $2, $2, $2)`,
    [paymentId, NOW],
  );
});
afterAll(() => close());

const sql = (text: string, values: unknown[] = []) => db.pool.query(text, values);
const refund = (fen: number, state = "requested") =>
  sql(
    `INSERT INTO refund (id, payment_id, order_id, amount_fen, reason, state, requested_at)
     VALUES ($1, $2, $1, $3, 'claim', $4, $5)`,
    [randomUUID(), paymentId, fen, state, NOW],
  );

describe("the database, whoever writes", () => {
  it("promises no more packs than lie in the store", async () => {
    const held = "UPDATE stock_pool SET held = $2 WHERE sku_id = $1";
    await expect(sql(held, [skuId, 6])).rejects.toThrow("stock_pool_counts");
    await expect(sql(held, [skuId, -1])).rejects.toThrow("stock_pool_counts");
  });

  it("lets a paid payment stay paid", async () => {
    await expect(
      sql("UPDATE payment SET state = 'open', paid_at = NULL WHERE id = $1", [paymentId]),
    ).rejects.toThrow("stays so");
    await expect(sql("DELETE FROM payment WHERE id = $1", [paymentId])).rejects.toThrow("stays so");
  });

  it("gives back no more than was paid, also by two refunds at the same time", async () => {
    const results = await Promise.allSettled([refund(600), refund(600)]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    await expect(refund(401)).rejects.toThrow("exceed what was paid");
    await refund(400);
  });

  it("knows the states and nothing else", async () => {
    await expect(refund(1, "lost")).rejects.toThrow("refund_state");
  });

  it("keeps what was agreed: lines, legs, timelines and plan versions are written once", async () => {
    for (const table of ["order_line", "order_leg", "order_event", "share_plan_version"]) {
      await expect(sql(`DELETE FROM ${table}`)).rejects.toThrow("append-only");
      await expect(sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow("append-only");
    }
  });
});
