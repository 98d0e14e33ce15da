import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  closePeriod,
  type LedgerDifference,
  resolvePendings,
  reverseEvent,
  verifyLedger,
} from "~/modules/ledger/index.server";
import { type Books, ledgerGround, NOW, sale, threeBooks, value } from "./ledger-ground";

/** Each tampering leaves the books broken for good, so each starts from a database of its own. */
function brokenGround(
  what: string,
  tampering: (ground: ReturnType<typeof ledgerGround>, books: Books) => Promise<void>,
  expected: Partial<LedgerDifference>,
) {
  describe(what, () => {
    const ground = ledgerGround();
    it("is found and named", async () => {
      const books = await livedIn(ground);
      expect(await verifyLedger(ground.db(), { pageSize: 3 })).toMatchObject({ whole: true });
      await tampering(ground, books);
      const verification = await verifyLedger(ground.db(), { pageSize: 3 });
      expect(verification).toMatchObject({ whole: false, difference: expected });
    });
  });
}

/** Books in which everything happened: a settled sale, a refunded one, a closed month, and one that waits to be sealed. */
async function livedIn(ground: ReturnType<typeof ledgerGround>): Promise<Books> {
  const books = await threeBooks(ground);
  const september = new Date("2026-09-15T00:00:00Z");
  const command = { now: NOW, occurredAt: NOW };
  const [settled, refunded] = [randomUUID(), randomUUID()];
  await ground.record(...sale(books, settled, september), ...sale(books, refunded));
  for (const eventId of [settled, refunded]) {
    const resolve = { ...command, eventId, reference: `settle:${eventId}`, reason: "sale-settled" };
    value(await ground.inTransaction((tx) => resolvePendings(tx, { ...resolve, how: "post" })));
  }
  const refund = { ...command, eventId: refunded, reference: `refund:${refunded}`, reason: "sale-refunded" };
  value(
    await ground.inTransaction((tx) =>
      reverseEvent(tx, { ...refund, part: { numerator: 1n, denominator: 3n } }),
    ),
  );
  await ground.seal();
  const close = { bookId: books.operator.id, period: "2026-09", now: NOW, userId: null };
  value(await ground.inTransaction((tx) => closePeriod(tx, close)));
  await ground.record(...sale(books));
  return books;
}

describe("books in which everything happened", () => {
  const ground = ledgerGround();
  it("verify as whole, page by page, with what the callers check as well", async () => {
    await livedIn(ground);
    const verification = await verifyLedger(ground.db(), {
      pageSize: 2,
      crossChecks: [async () => undefined],
    });
    expect(verification).toMatchObject({ whole: true, verified: { books: 3, vouchers: 15, unsealed: 3 } });
    const found: LedgerDifference = {
      kind: "CrossCheckFailed",
      bookId: "",
      subject: "order",
      expected: "1",
      found: "2",
    };
    expect(await verifyLedger(ground.db(), { pageSize: 2, crossChecks: [async () => found] })).toEqual({
      whole: false,
      difference: found,
    });
  });
});

brokenGround(
  "one byte of a voucher's text",
  (ground, { operator }) =>
    ground.tamper(
      "voucher",
      `UPDATE voucher SET canonical = replace(canonical, '"format":1', '"format":2') WHERE book_id = $1 AND number = 2`,
      [operator.id],
    ),
  { kind: "TextDiffers", number: 2 },
);

brokenGround(
  "one byte of a voucher's hash",
  (ground, { operator }) =>
    ground.tamper(
      "voucher",
      "UPDATE voucher SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE book_id = $1 AND number = 3",
      [operator.id],
    ),
  { kind: "HashDiffers", number: 3 },
);

brokenGround(
  "a fen moved in a sealed transfer",
  (ground, { collective }) =>
    ground.tamper(
      "transfer",
      `UPDATE transfer SET fen = fen + 1 WHERE transaction_id =
         (SELECT transaction_id FROM voucher WHERE book_id = $1 AND number = 1)`,
      [collective.id],
    ),
  { kind: "TextDiffers", number: 1 },
);

brokenGround(
  "a fen moved in a transfer that waits to be sealed",
  (ground, { collective }) =>
    ground.tamper(
      "transfer",
      `UPDATE transfer SET fen = fen + 1 WHERE transaction_id =
         (SELECT transaction_id FROM ledger_tail WHERE book_id = $1)`,
      [collective.id],
    ),
  { kind: "ContentDiffers" },
);

brokenGround(
  "a voucher taken out",
  (ground, { cooperative }) =>
    ground.tamper("voucher", "DELETE FROM voucher WHERE book_id = $1 AND number = 2", [cooperative.id]),
  { kind: "NumberMissing", number: 3, expected: "2", found: "3" },
);

brokenGround(
  "the last voucher taken out",
  (ground, { cooperative }) =>
    ground.tamper("voucher", "DELETE FROM voucher WHERE book_id = $1 AND number = 5", [cooperative.id]),
  { kind: "SnapshotDiffers" },
);

brokenGround(
  "a transaction taken out of the tail",
  (ground, { collective }) =>
    ground.tamper("ledger_tail", "DELETE FROM ledger_tail WHERE book_id = $1", [collective.id]),
  { kind: "TransactionLost" },
);

brokenGround(
  "a balance snapshot",
  (ground, { collective }) =>
    ground.tamper("balance_snapshot", "UPDATE balance_snapshot SET credits_posted = 0 WHERE book_id = $1", [
      collective.id,
    ]),
  { kind: "SnapshotDiffers" },
);

brokenGround(
  "the hash of a month close",
  (ground, { operator }) =>
    ground.tamper("period_close", "UPDATE period_close SET hash = sha256('x') WHERE book_id = $1", [
      operator.id,
    ]),
  { kind: "CloseDiffers" },
);

brokenGround(
  "the side of an account",
  (ground, { cooperative }) =>
    ground.tamper(
      "account",
      "UPDATE account SET normal_side = 'debit' WHERE book_id = $1 AND code = '114.01'",
      [cooperative.id],
    ),
  { kind: "ChartDiffers", subject: "114.01" },
);
