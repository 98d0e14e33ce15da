import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventTransfer } from "~/modules/ledger/event";
import { planResolution } from "~/modules/ledger/event";
import { cumulativeShares, type Part, planReversal } from "~/modules/ledger/reversal";

const fen = fc.bigInt({ min: 1n, max: 5_000_000n });
const weights = fc.array(fen, { minLength: 1, maxLength: 9 });

const original = (over: Partial<EventTransfer> = {}): EventTransfer => ({
  transactionId: "t1",
  position: 1,
  bookId: "b1",
  debit: "112.01",
  credit: "501.01",
  fen: 300n,
  phase: "posted",
  state: "settled",
  reversed: 0n,
  ...over,
});

/** An event of one book: transfers at random between few accounts. */
const event = fc.array(
  fc.record({ fen, from: fc.constantFrom("a", "b", "c"), to: fc.constantFrom("x", "y", "z") }),
  { minLength: 1, maxLength: 9 },
);

describe("splitting a reversal over transfers", () => {
  it("hands out exactly the target and never more than a transfer holds", () => {
    fc.assert(
      fc.property(weights, fc.nat(), (parts, seed) => {
        const total = parts.reduce((sum, part) => sum + part, 0n);
        const target = BigInt(seed) % (total + 1n);
        const shares = cumulativeShares(parts, target);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(target);
        shares.forEach((share, index) => {
          expect(share).toBeGreaterThanOrEqual(0n);
          expect(share).toBeLessThanOrEqual(parts[index] ?? 0n);
        });
      }),
    );
  });

  it("never takes a fen back again when the target grows", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 40n }), { minLength: 1, maxLength: 6 }), (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0n);
        let before = parts.map(() => 0n);
        for (let target = 0n; target <= total; target += 1n) {
          const shares = cumulativeShares(parts, target);
          shares.forEach((share, index) => {
            expect(share).toBeGreaterThanOrEqual(before[index] ?? 0n);
          });
          before = shares;
        }
        expect(before).toEqual(parts);
      }),
    );
  });
});

describe("reversing an event", () => {
  it("brings any sequence of partial refunds that ends with the whole back to zero, fen by fen", () => {
    fc.assert(
      fc.property(event, fc.array(fc.nat({ max: 999 }), { maxLength: 5 }), (items, steps) => {
        let transfers = items.map((item, index) =>
          original({ position: index + 1, debit: item.from, credit: item.to, fen: item.fen }),
        );
        for (const numerator of [...steps.toSorted((a, b) => a - b), 1000]) {
          const part: Part = { numerator: BigInt(numerator), denominator: 1000n };
          const planned = planReversal(transfers, part).flatMap((plan) => plan.transfers);
          transfers = transfers.map((transfer) => {
            const taken = planned.find((reversal) => reversal.reverses?.position === transfer.position);
            expect([taken?.debit ?? transfer.credit, taken?.credit ?? transfer.debit]).toEqual([
              transfer.credit,
              transfer.debit,
            ]);
            return { ...transfer, reversed: transfer.reversed + (taken?.fen ?? 0n) };
          });
          for (const { fen: whole, reversed } of transfers) expect(reversed).toBeLessThanOrEqual(whole);
        }
        for (const { fen: whole, reversed } of transfers) expect(reversed).toBe(whole);
        expect(planReversal(transfers, { numerator: 1n, denominator: 1n })).toEqual([]);
      }),
    );
  });

  it("lets a clearing account pass on exactly what comes back through it", () => {
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 1000n }), (legs, numerator) => {
        const total = legs.reduce((sum, leg) => sum + leg, 0n);
        const receipt = original({ debit: "1012.01", credit: "2241.01", fen: total });
        const shares = legs.map((leg, index) =>
          original({ position: index + 2, debit: "2241.01", credit: `2202.${index}`, fen: leg }),
        );
        const planned = planReversal([receipt, ...shares], { numerator, denominator: 1000n });
        const moved = planned.flatMap((plan) => plan.transfers);
        const sum = (side: "debit" | "credit") =>
          moved
            .filter((transfer) => transfer[side] === "2241.01")
            .reduce((all, { fen: part }) => all + part, 0n);
        expect(sum("debit")).toBe(sum("credit"));
      }),
    );
  });

  it("reverses what is still pending by a pending, leaves alone what was voided, and reversals too", () => {
    const planned = planReversal(
      [
        original(),
        original({ position: 2, phase: "pending", state: "open" }),
        original({ position: 3, phase: "pending", state: "voided" }),
        original({ position: 4, reverses: { transactionId: "t0", position: 1 } }),
        original({ position: 5, phase: "pending", state: "settled" }),
      ],
      { numerator: 1n, denominator: 1n },
    );
    expect(planned).toHaveLength(1);
    expect(planned[0]?.transfers.map((transfer) => [transfer.phase, transfer.reverses?.position])).toEqual([
      ["posted", 1],
      ["pending", 2],
      ["posted", 5],
    ]);
  });

  it("takes the amounts of a caller who knows them, less what was taken back before", () => {
    const planned = planReversal([original({ reversed: 100n })], () => 250n);
    expect(planned[0]?.transfers[0]?.fen).toBe(150n);
    expect(() => planReversal([original()], () => 301n)).toThrow("at most the original");
  });
});

describe("resolving an event", () => {
  it("resolves each open pending once, grouped by book in the order of their ids", () => {
    const planned = planResolution(
      [
        original({ bookId: "b2", phase: "pending", state: "open" }),
        original({ bookId: "b1", position: 2, phase: "pending", state: "open" }),
        original({ bookId: "b1", position: 3, phase: "pending", state: "settled" }),
        original({ bookId: "b1", position: 4 }),
      ],
      "post",
    );
    expect(
      planned.map((plan) => [plan.bookId, plan.transfers.map(({ resolves }) => resolves?.position)]),
    ).toEqual([
      ["b1", [2]],
      ["b2", [1]],
    ]);
  });
});
