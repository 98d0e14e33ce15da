import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { ok, refuse } from "~/kernel/result";
import {
  allBooks,
  balances,
  closedPeriods,
  closePeriod,
  exportBook,
  latestSeal,
  recordTransactions,
  sealBook,
  sealBooks,
  verifyLedger,
} from "~/modules/ledger/index.server";
import { type Books, ledgerGround, NOW, sale, simple, threeBooks, transfer, value } from "./ledger-ground";

const ground = ledgerGround();
let books: Books;
beforeAll(async () => {
  books = await threeBooks(ground);
});

const numbersOf = async (bookId: string) =>
  (await ground.sql("SELECT number FROM voucher WHERE book_id = $1 ORDER BY number", [bookId])).map(
    (row) => row.number,
  );

async function exported(bookId: string, format: "chain" | "csv"): Promise<string> {
  let text = "";
  for await (const piece of exportBook(ground.db(), { bookId, format })) text += piece;
  return text;
}

describe("sealing", () => {
  it("gives numbers without gaps and one unbroken chain under fifty writers and four sealers", async () => {
    let writing = true;
    const sealer = async () => {
      while (writing) await sealBooks(ground.db(), { now: () => NOW, maxBatches: 20 });
    };
    const writer = async (index: number) => {
      for (let round = 0; round < 4; round += 1) {
        const transactions = sale(books, randomUUID(), addMs(NOW, index));
        const now = addMs(NOW, (index * 37) % 50);
        const wanted = index % 7 !== 0;
        await ground.inTransaction(async (tx) => {
          const recorded = await recordTransactions(tx, { now, transactions });
          return wanted ? recorded : refuse({ code: "RolledBack" });
        });
      }
    };
    const sealers = [1, 2, 3, 4].map(sealer);
    await Promise.all(Array.from({ length: 50 }, (_, index) => writer(index)));
    writing = false;
    await Promise.all(sealers);
    await ground.seal();
    for (const book of Object.values(books)) {
      expect(await numbersOf(book.id)).toEqual(Array.from({ length: 42 * 4 }, (_, index) => index + 1));
    }
    expect(await verifyLedger(ground.db(), { pageSize: 50 })).toMatchObject({
      whole: true,
      verified: { vouchers: 42 * 4 * 3, unsealed: 0, transfers: 42 * 4 * 12 },
    });
  });

  it("leaves the numbers of a sealer that dies half-way to the next one", async () => {
    const book = await ground.book("collective-2023");
    await ground.record(simple(book), simple(book), simple(book));
    await ground.inTransaction(async (tx) => {
      await sealBook(tx, { bookId: book.id, now: NOW, limit: 2 });
      return refuse({ code: "Killed" });
    });
    expect(await numbersOf(book.id)).toEqual([]);
    await ground.inTransaction(async (tx) => ok(await sealBook(tx, { bookId: book.id, now: NOW, limit: 2 })));
    await ground.seal();
    expect(await numbersOf(book.id)).toEqual([1, 2, 3]);
  });

  it("leaves a book to the sealer that is busy with it", async () => {
    const book = await ground.book("collective-2023");
    await ground.record(simple(book));
    const attempt = () =>
      ground.inTransaction(async (tx) => ok(await sealBook(tx, { bookId: book.id, now: NOW })));
    const busy = await ground.db().pool.connect();
    await busy.query("BEGIN");
    await busy.query("SELECT pg_advisory_xact_lock(ledger_sealing_key($1))", [book.id]);
    expect(value(await attempt())).toEqual({ sealed: 0, more: false });
    await busy.query("ROLLBACK");
    busy.release();
    expect(value(await attempt())).toEqual({ sealed: 1, more: false });
  });

  it("never shows a transaction twice or not at all in a balance while it is being sealed", async () => {
    const book = await ground.book("collective-2023");
    const transactions = Array.from({ length: 200 }, () =>
      simple(book, { transfers: [transfer("112.01", "501.01", 1n)] }),
    );
    await ground.record(...transactions);
    let sealing = true;
    const reader = (async () => {
      const seen = new Set<bigint>();
      while (sealing) {
        const all = await balances(ground.db(), book.id);
        seen.add(all.find(({ account }) => account === "501.01")?.creditsPosted ?? -1n);
      }
      return seen;
    })();
    for (let more = true; more; ) {
      const batch = await ground.inTransaction(async (tx) =>
        ok(await sealBook(tx, { bookId: book.id, now: NOW, limit: 10 })),
      );
      more = value(batch).more;
    }
    sealing = false;
    expect(await reader).toEqual(new Set([200n]));
  });

  it("hands out a chain that a villager recomputes with nothing but SHA-256", async () => {
    const [book] = await allBooks(ground.db());
    if (!book) throw new Error("a book was opened");
    let previous = "0".repeat(64);
    const lines = (await exported(book.id, "chain")).trimEnd().split("\n");
    for (const line of lines) {
      const [, told, hash, canonical] = line.split("\t");
      expect(told).toBe(previous);
      previous = createHash("sha256").update(`${previous}\n${canonical}`).digest("hex");
      expect(hash).toBe(previous);
    }
    expect((await latestSeal(ground.db(), book.id))?.hash).toBe(previous);
    const rows = (await exported(book.id, "csv")).trimEnd().split("\r\n");
    expect(rows.length).toBeGreaterThan(lines.length);
  });
});

describe("closing a month", () => {
  const close = (bookId: string, period: string, now = NOW) =>
    ground.inTransaction((tx) => closePeriod(tx, { bookId, period, now, userId: null }));

  it("waits until everything of the month is sealed, closes in order, and states the head of the chain", async () => {
    const book = await ground.book("collective-2023", "2026-09-10");
    const september = new Date("2026-09-15T00:00:00Z");
    await ground.record(simple(book, { occurredAt: september }));
    expect(await close(book.id, "2026-10")).toMatchObject({
      refusal: { code: "EarlierPeriodOpen", next: "2026-09" },
    });
    expect(await close(book.id, "2026-09")).toMatchObject({
      refusal: { code: "PeriodHasUnsealed", count: 1 },
    });
    await ground.seal();
    const head = await latestSeal(ground.db(), book.id);
    expect(value(await close(book.id, "2026-09"))).toMatchObject({ throughNumber: 1, hash: head?.hash });
    expect(await close(book.id, "2026-09")).toMatchObject({ refusal: { code: "PeriodAlreadyClosed" } });
    value(await close(book.id, "2026-10"));
    expect(await close(book.id, "2026-11")).toMatchObject({ refusal: { code: "PeriodNotOver" } });
    expect(await close(randomUUID(), "2026-09")).toMatchObject({ refusal: { code: "UnknownBook" } });
    expect((await closedPeriods(ground.db(), book.id)).map(({ period }) => period)).toEqual([
      "2026-09",
      "2026-10",
    ]);
  });

  it("sends a late fact to the next open month and keeps the day it happened", async () => {
    const book = await ground.book("collective-2023");
    value(await close(book.id, "2026-09"));
    const occurredAt = new Date("2026-09-30T15:59:59Z");
    const [late] = await ground.record(simple(book, { occurredAt }));
    expect([late?.period, late?.occurredAt]).toEqual(["2026-10", occurredAt]);
  });

  it("lets no transaction slip into a month that is being closed", async () => {
    for (let round = 0; round < 5; round += 1) {
      const book = await ground.book("collective-2023");
      const occurredAt = new Date("2026-09-15T00:00:00Z");
      const writes = Array.from({ length: 8 }, () => ground.record(simple(book, { occurredAt })));
      const closed = close(book.id, "2026-09");
      const recorded = (await Promise.all(writes)).flat();
      const early = recorded.filter(({ period }) => period === "2026-09");
      expect((await closed).ok).toBe(early.length === 0);
    }
  });

  it("cannot be forged in raw SQL: the wrong head, the wrong month, or a month that is not over", async () => {
    const book = await ground.book("collective-2023");
    const forge = (period: string, hash: string, at: Date) =>
      ground.sql("INSERT INTO period_close VALUES ($1, $2, 0, decode($3, 'hex'), NULL, $4)", [
        book.id,
        period,
        hash,
        at,
      ]);
    const none = "0".repeat(64);
    await expect(forge("2026-09", "1".repeat(64), NOW)).rejects.toThrow("does not name the last voucher");
    await expect(forge("2026-10", none, NOW)).rejects.toThrow("the next month to close is 2026-09");
    await expect(forge("2026-09", none, new Date("2026-09-30T15:59:59Z"))).rejects.toThrow("is not over");
    await ground.record(simple(book, { occurredAt: new Date("2026-09-15T00:00:00Z") }));
    await expect(forge("2026-09", none, NOW)).rejects.toThrow("not sealed");
  });
});
