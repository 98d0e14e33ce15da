import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Book, balances, openBook, recordTransactions } from "~/modules/ledger/index.server";
import { type Books, ledgerGround, NOW, sale, simple, threeBooks, transfer, value } from "./ledger-ground";

const ground = ledgerGround();
let books: Books;
beforeAll(async () => {
  books = await threeBooks(ground);
});

const standing = async (book: Book, account: string) =>
  (await balances(ground.db(), book.id)).find((balance) => balance.account === account);

const record = (...transactions: Parameters<typeof ground.record>) =>
  ground.inTransaction((tx) => recordTransactions(tx, { now: NOW, transactions }));

describe("recording", () => {
  it("writes a sale into three books in one round trip and answers in the order asked", async () => {
    const before = ground.db().pool.queriesSent;
    const transactions = sale(books);
    const recorded = await ground.record(...transactions);
    expect(ground.db().pool.queriesSent - before).toBe(1);
    expect(recorded.map(({ reference, repeated, period }) => [reference, repeated, period])).toEqual(
      transactions.map(({ reference }) => [reference, false, "2026-11"]),
    );
  });

  it("counts a transaction in the balances before it is sealed and exactly the same after", async () => {
    const book = await ground.book("collective-2023");
    await ground.record(
      simple(book),
      simple(book, { transfers: [transfer("112.01", "501.01", 70n, "pending")] }),
    );
    const unsealed = await balances(ground.db(), book.id);
    expect(unsealed.find(({ account }) => account === "501.01")).toMatchObject({
      creditsPosted: 300n,
      creditsPending: 70n,
      debitsPosted: 0n,
    });
    expect(await ground.seal()).toBeGreaterThan(0);
    expect(await balances(ground.db(), book.id)).toEqual(unsealed);
    await ground.record(simple(book));
    expect((await standing(book, "501.01"))?.creditsPosted).toBe(600n);
  });

  it("answers a repeated reference with the first result and changes nothing", async () => {
    const transactions = sale(books);
    const first = await ground.record(...transactions);
    const before = await balances(ground.db(), books.operator.id);
    const again = await ground.record(...transactions.toReversed());
    expect(again.toReversed()).toEqual(first.map((each) => ({ ...each, repeated: true })));
    expect(await balances(ground.db(), books.operator.id)).toEqual(before);
  });

  it("refuses a reference that is used for other content, and keeps nothing of that call", async () => {
    const first = simple(books.collective);
    const fresh = simple(books.collective);
    await ground.record(first);
    const other = { ...first, transfers: [transfer("112.01", "501.01", 301n)] };
    expect(await record(fresh, other)).toEqual({
      ok: false,
      refusal: { code: "ReferenceReused", reference: first.reference },
    });
    expect(
      await ground.sql("SELECT FROM ledger_transaction WHERE reference = $1", [fresh.reference]),
    ).toEqual([]);
    expect((await record(fresh, { ...fresh, reason: "other" })).ok).toBe(false);
  });

  it("has one effect when the same reference arrives many times at once", async () => {
    const book = await ground.book("collective-2023");
    const transaction = simple(book);
    const results = await Promise.all(Array.from({ length: 20 }, () => record(transaction)));
    const recorded = results.flatMap((result) => value(result));
    expect(new Set(recorded.map(({ id }) => id)).size).toBe(1);
    expect(recorded.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect((await standing(book, "501.01"))?.creditsPosted).toBe(300n);
  });

  it("lets two calls with the same references in opposite order both succeed", async () => {
    for (let round = 0; round < 5; round += 1) {
      const transactions = sale(books);
      const results = await Promise.all([record(...transactions), record(...transactions.toReversed())]);
      expect(results.every((result) => result.ok)).toBe(true);
    }
  });

  it("writes to no row of a book or an account, so that sales never wait for each other", async () => {
    const rowLocks = async () =>
      ground.sql("SELECT xmax::text FROM book UNION SELECT xmax::text FROM account ORDER BY 1");
    const before = await rowLocks();
    await Promise.all(Array.from({ length: 10 }, () => ground.record(...sale(books))));
    expect(await rowLocks()).toEqual(before);
  });

  it("takes the fault of an unknown account for what it is", async () => {
    const wrong = simple(books.collective, { transfers: [transfer("112.01", "999", 1n)] });
    await expect(record(wrong)).rejects.toThrow("account");
    await expect(record({ ...simple(books.collective), bookId: randomUUID() })).rejects.toThrow("unknown");
  });
});

describe("a book", () => {
  it("opens with every account of its chart, once per code", async () => {
    const code = `b-${randomUUID()}`;
    const title = { "zh-CN": "村", "zh-TW": "村", en: "Village" };
    const open = () =>
      ground.inTransaction((tx) =>
        openBook(tx, { now: NOW, code, title, chart: "coop-2021", openedOn: "2026-01-01" }),
      );
    const book = value(await open());
    const [count] = await ground.sql("SELECT count(*)::int AS n FROM account WHERE book_id = $1", [book.id]);
    expect(count?.n).toBeGreaterThan(48);
    expect(await open()).toEqual({ ok: false, refusal: { code: "BookCodeTaken", bookCode: code } });
  });
});
