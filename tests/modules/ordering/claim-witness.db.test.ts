import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { claimsGround, type Delivered, FOUR_PACKS } from "../../workflows/claims-ground";
import { value } from "../../workflows/sale-ground";

/** What the database itself refuses of claims, attacked with raw SQL. */

const verbs = claimsGround();
const { ground, delivered, opened, accept, decline, claimsOf, afterTheWindow } = verbs;

const sql = (text: string, values: readonly unknown[] = []) => ground.db().pool.query(text, [...values]);

interface Row {
  readonly [column: string]: unknown;
}

/** A claim as nobody asked for it; columns as wished. */
function insert(sale: Delivered, wish: Row = {}) {
  const row: Row = {
    id: randomUUID(),
    order_id: sale.id,
    cooperative_id: sale.cooperativeId,
    line_id: sale.lineId,
    packs: 1,
    grams: null,
    reason: "rotten",
    words: "",
    state: "open",
    asked_fen: 5_990,
    given_fen: null,
    refund_id: null,
    opened_at: ground.clock.now,
    closed_at: null,
    answered_by: null,
    answer: "",
    ...wish,
  };
  const columns = Object.keys(row);
  const marks = columns.map((_, index) => `$${index + 1}`);
  return sql(`INSERT INTO claim (${columns}) VALUES (${marks})`, Object.values(row));
}

const update = (claimId: string, set: string, values: readonly unknown[] = []) =>
  sql(`UPDATE claim SET ${set} WHERE id = $1`, [claimId, ...values]);

async function refundRow(sale: Delivered, fen: bigint, reason = "claim"): Promise<string> {
  const id = randomUUID();
  await sql(
    `INSERT INTO refund (id, payment_id, order_id, amount_fen, reason, state, requested_at)
     VALUES ($1, $2, $3, $4, $5, 'requested', $6)`,
    [id, sale.paymentId, sale.id, fen, reason, ground.clock.now],
  );
  return id;
}

describe("the database, whoever writes a claim", () => {
  it("lets it begin open, about a line of its order and seller, for no more than was bought", async () => {
    const [sale, other] = [await delivered(), await delivered()];
    await expect(insert(sale, { state: "lost" })).rejects.toThrow(/claim_state|cannot begin/);
    const declined = { state: "declined", closed_at: ground.clock.now, answered_by: randomUUID() };
    await expect(insert(sale, { ...declined, answer: "不赔" })).rejects.toThrow("cannot begin");
    await expect(insert(sale, { line_id: other.lineId })).rejects.toThrow("not about a line");
    await expect(insert(sale, { cooperative_id: randomUUID() })).rejects.toThrow("not about a line");
    await expect(insert(sale, { packs: 5 })).rejects.toThrow("cannot begin");
    await expect(insert(sale, { packs: null, grams: 12_001 })).rejects.toThrow("cannot begin");
    await expect(insert(sale, { packs: null, grams: null })).rejects.toThrow();
    await expect(insert(sale, { grams: 500 })).rejects.toThrow("claim_affected");
    await expect(insert(sale, { packs: 0 })).rejects.toThrow();
    await expect(insert(sale, { asked_fen: 0 })).rejects.toThrow("claim_asked");
    await expect(insert(sale, { asked_fen: FOUR_PACKS + 1n })).rejects.toThrow("exceed what was paid");
    await expect(insert(sale, { reason: "taste" })).rejects.toThrow("claim_reason");
    await expect(insert(sale, { words: "坏".repeat(501) })).rejects.toThrow("claim_words");
    await insert(sale);
    await expect(insert(sale)).rejects.toThrow("claim_open_of_line");
  });

  it("lets it begin only after delivery and before the time is over", async () => {
    const sale = await delivered();
    const { claimUntil } = sale;
    await expect(insert(sale, { opened_at: claimUntil })).rejects.toThrow("cannot begin");
    await expect(insert(sale, { opened_at: new Date(0) })).rejects.toThrow("cannot begin");
    afterTheWindow();
    await verbs.settleNow(sale);
    const earlier = new Date((claimUntil?.getTime() ?? 0) - 1);
    await expect(insert(sale, { opened_at: earlier })).rejects.toThrow("cannot begin");
  });

  it("lets an answered one stay as it was answered, and none vanish", async () => {
    const [sale, other] = [await delivered(), await delivered()];
    const accepted = await opened(sale);
    value(await accept(sale, accepted, 1_000n, "赔"));
    const declined = await opened(other);
    value(await decline(other, declined));
    for (const claimId of [accepted, declined]) {
      await expect(update(claimId, "state = 'open', closed_at = NULL")).rejects.toThrow();
      await expect(update(claimId, "answer = '别的话'")).rejects.toThrow("stays so");
      await expect(update(claimId, "words = ''")).rejects.toThrow("stays so");
      await expect(update(claimId, "asked_fen = 1")).rejects.toThrow("as it was made");
      await expect(update(claimId, "opened_at = now()")).rejects.toThrow("as it was made");
      await expect(update(claimId, "answered_by = $2", [randomUUID()])).rejects.toThrow("stays so");
    }
    await expect(update(accepted, "given_fen = 2000")).rejects.toThrow("stays so");
    await expect(update(accepted, "refund_id = $2", [await refundRow(sale, 1_000n)])).rejects.toThrow(
      "not given back by that refund",
    );
    await expect(sql("DELETE FROM claim")).rejects.toThrow("append-only");
    await expect(sql("TRUNCATE claim")).rejects.toThrow("append-only");
  });

  it("accepts nothing without the refund by which the money goes, of that order and amount", async () => {
    const [sale, other] = [await delivered(), await delivered()];
    const claimId = await opened(sale);
    const answer = (refundId: string | null, fen: bigint) =>
      update(
        claimId,
        "state = 'accepted', given_fen = $2, refund_id = $3, closed_at = $4, answered_by = $5",
        [fen, refundId, ground.clock.now, randomUUID()],
      );
    await expect(answer(null, 1_000n)).rejects.toThrow();
    await expect(answer(randomUUID(), 1_000n)).rejects.toThrow("not given back");
    await expect(answer(await refundRow(other, 1_000n), 1_000n)).rejects.toThrow("not given back");
    await expect(answer(await refundRow(sale, 999n), 1_000n)).rejects.toThrow("not given back");
    await expect(answer(await refundRow(sale, 1_000n, "paidTooLate"), 1_000n)).rejects.toThrow("not given");
    await expect(answer(await refundRow(sale, 11_981n), 11_981n)).rejects.toThrow("claim_given");
    await answer(await refundRow(sale, 1_000n), 1_000n);
    expect(await claimsOf(sale)).toMatchObject([{ state: "accepted", givenFen: 1_000n }]);
  });

  it("declines nothing without a word", async () => {
    const claimId = await opened(await delivered());
    const set = "state = 'declined', closed_at = $2, answered_by = $3, answer = ''";
    await expect(update(claimId, set, [ground.clock.now, randomUUID()])).rejects.toThrow("without a word");
  });

  it("gives back for a line no more than was paid for it, over all its claims", async () => {
    const sale = await delivered();
    const first = await opened(sale, { affected: { of: "packs", packs: 3 } });
    value(await accept(sale, first, 17_970n));
    await expect(insert(sale, { asked_fen: FOUR_PACKS - 17_970n + 1n })).rejects.toThrow("exceed");
    await insert(sale, { asked_fen: FOUR_PACKS - 17_970n });
  });

  it("settles no order about which a buyer waits for an answer", async () => {
    const sale = await delivered();
    const claimId = await opened(sale);
    const settle = () => sql("UPDATE orders SET state = 'settled' WHERE id = $1", [sale.id]);
    await expect(settle()).rejects.toThrow("waits for an answer");
    value(await decline(sale, claimId));
    await settle();
  });
});
