import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "~/kernel/money";
import type { Sale, SaleLine } from "~/modules/ordering/index.server";
import { LEG_KINDS, type LegKind } from "~/modules/sharing/index.server";
import {
  paidTransactions,
  reversedAmounts,
  type SaleTransfer,
  saleTransfers,
} from "~/workflows/sale-postings";

const NOW = new Date("2026-11-20T02:00:00.000Z");

const bookOf = (kind: LegKind, village: number): string => {
  if (kind === "collective") return `collective-${village}`;
  return kind === "host" || kind === "alliance" || kind === "portal" ? "operator" : "cooperative";
};

/** A line of any of three villages: any amounts, nothing-legs left out except those that are always there. */
const anyLine: fc.Arbitrary<SaleLine> = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.array(fc.bigInt({ min: 0n, max: 90_000n }), {
      minLength: LEG_KINDS.length,
      maxLength: LEG_KINDS.length,
    }),
  )
  .map(([village, amounts]) => ({
    skuId: "sku",
    villageId: `village-${village}`,
    hostId: null,
    claimWindowHours: 48,
    legs: LEG_KINDS.map((kind, index) => ({
      kind,
      bookId: bookOf(kind, village),
      fen: amounts[index] ?? 0n,
    })).filter((leg) => leg.fen > 0n || leg.kind === "portal" || leg.kind === "cooperative"),
  }));

const anySale: fc.Arbitrary<Sale> = fc.array(anyLine, { minLength: 1, maxLength: 6 }).map((lines) => ({
  id: "0198c2a0-0000-7000-8000-000000000001",
  number: "D1",
  cooperativeId: "coop",
  paymentId: "payment",
  userId: null,
  state: "paid",
  totalFen: sumFen(lines.flatMap((line) => line.legs.map((leg) => leg.fen))),
  refundedFen: 0n,
  paidAt: NOW,
  settledAt: null,
  claimUntil: null,
  lines,
}));

const legsOf = (sale: Sale) => sale.lines.flatMap((line) => [...line.legs]);
const sumOf = (transfers: readonly SaleTransfer[], wanted: Partial<SaleTransfer>) =>
  sumFen(
    transfers
      .filter((transfer) =>
        Object.entries(wanted).every(([key, value]) => transfer[key as keyof SaleTransfer] === value),
      )
      .map((transfer) => transfer.fen),
  );

/** What each book says of the others must be what they say themselves. */
function expectBooksToAgree(transfers: readonly SaleTransfer[], total: bigint): void {
  const operator = { bookId: "operator" };
  expect(sumOf(transfers, { ...operator, credit: "2241.01" })).toBe(total);
  expect(sumOf(transfers, { ...operator, debit: "2241.01" })).toBe(total);
  const cooperative = { bookId: "cooperative" };
  const receivable =
    sumOf(transfers, { ...cooperative, debit: "113.01" }) -
    sumOf(transfers, { ...cooperative, credit: "113.01" });
  expect(receivable).toBe(sumOf(transfers, { ...operator, credit: "2202.01" }));
  expect(sumOf(transfers, { debit: "112.01" })).toBe(sumOf(transfers, { ...operator, credit: "2202.02" }));
}

describe("the postings of any sale", () => {
  it("pass all money on, and the books agree about each other", () => {
    fc.assert(fc.property(anySale, (sale) => expectBooksToAgree(saleTransfers(legsOf(sale)), sale.totalFen)));
  });

  it("name no pair of accounts twice in a book, so that a part taken back finds its transfer", () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        const keys = saleTransfers(legsOf(sale)).map(
          ({ bookId, debit, credit }) => `${bookId} ${debit} ${credit}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it("foresee everything but the receipt", () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        fc.pre(sale.totalFen > 0n);
        const posted = saleTransfers(legsOf(sale)).filter((transfer) => transfer.phase === "posted");
        expect(posted).toMatchObject([{ debit: "1012.01", credit: "2241.01", fen: sale.totalFen }]);
      }),
    );
  });

  it("are one transaction for each book, under references of the order's own", () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        const transactions = paidTransactions(sale, NOW);
        expect(new Set(transactions.map((each) => each.bookId)).size).toBe(transactions.length);
        expect(transactions.every((each) => each.reference === `order:${sale.id}:paid:${each.bookId}`)).toBe(
          true,
        );
      }),
    );
  });
});

describe("what a refund takes back", () => {
  it("agrees between the books for any part, grows with it, never passes a transfer and ends at all of them", () => {
    fc.assert(
      fc.property(anySale, fc.double({ min: 0, max: 1, noNaN: true }), (sale, share) => {
        const transfers = saleTransfers(legsOf(sale));
        const part = (sale.totalFen * BigInt(Math.floor(share * 1000))) / 1000n;
        const taken = (refunded: bigint) => {
          const amountOf = reversedAmounts(sale, refunded);
          return transfers.map((transfer) => ({ ...transfer, fen: amountOf(transfer as never) }));
        };
        const some = taken(part);
        expectBooksToAgree(some, part);
        const more = taken(part < sale.totalFen ? part + 1n : part);
        for (const [index, transfer] of transfers.entries()) {
          expect((some[index]?.fen ?? 0n) <= (more[index]?.fen ?? 0n)).toBe(true);
          expect((more[index]?.fen ?? 0n) <= transfer.fen).toBe(true);
        }
        expect(taken(sale.totalFen)).toEqual(transfers);
      }),
    );
  });
});
