import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Book, closePeriod, resolvePendings } from "~/modules/ledger/index.server";
import { ledgerGround, NOW, simple, transfer, until, value } from "./ledger-ground";
import { insertRaw, type RawTransaction, type RawTransfer } from "./raw-transaction";

const ground = ledgerGround();
let book: Book;
let other: Book;
beforeAll(async () => {
  book = await ground.book("collective-2023");
  other = await ground.book("coop-2021");
  await ground.record(simple(book));
  await ground.seal();
  await ground.record(simple(book));
});

const TABLES = [
  "book",
  "account",
  "ledger_transaction",
  "transfer",
  "ledger_tail",
  "voucher",
  "balance_snapshot",
  "period_close",
];

const WAITING = `SELECT FROM pg_locks WHERE NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const insert = (raw: RawTransfer[], over: RawTransaction = {}) => insertRaw(ground, book, raw, over);

describe("whoever writes raw SQL", () => {
  it.each(TABLES)("cannot change or remove a row of %s", async (table) => {
    const [column] = await ground.sql(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 LIMIT 1",
      [table],
    );
    await expect(ground.sql(`UPDATE ${table} SET ${column?.name} = ${column?.name}`)).rejects.toThrow(
      "refuses UPDATE",
    );
    await expect(ground.sql(`DELETE FROM ${table}`)).rejects.toThrow("refuses DELETE");
    await expect(ground.sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow("refuses TRUNCATE");
  });

  it("can write a transaction that keeps the rules", async () => {
    await expect(insert([{}, { phase: "pending" }])).resolves.toBeTypeOf("string");
  });

  it.each<[string, RawTransfer, string]>([
    ["of nothing", { fen: 0 }, "transfer_fen"],
    ["of less than nothing", { fen: -300 }, "transfer_fen"],
    ["from an account to itself", { credit: "112.01" }, "transfer_two_accounts"],
    ["of an unknown phase", { phase: "maybe" }, "transfer_phase"],
    ["that resolves nothing", { phase: "post" }, "transfer_resolves"],
    ["with an account the book does not hold", { credit: "114.01" }, "account or a transaction"],
    ["out of order", { position: 2 }, "comes too late"],
  ])("cannot write a transfer %s", async (_what, raw, message) => {
    await expect(insert([raw])).rejects.toThrow(message);
  });

  it("cannot write a transfer of one book into the transaction of another", async () => {
    await expect(insert([{ bookId: other.id, debit: "113.01" }])).rejects.toThrow("account or a transaction");
  });

  it("cannot write a transaction without transfers, or with fewer than it says", async () => {
    await expect(insert([], { count: 1 })).rejects.toThrow("has 0 transfers");
    await expect(insert([], { count: 0 })).rejects.toThrow("transfer_count");
    await expect(insert([{}], { count: 2 })).rejects.toThrow("has 1 transfers instead of 2");
  });

  it("cannot add a transfer to a transaction that is complete", async () => {
    const id = await insert([{}]);
    const add = (position: number) =>
      ground.sql(
        `INSERT INTO transfer (transaction_id, position, book_id, debit_account, credit_account, fen, phase)
         VALUES ($1, $2, $3, '112.01', '501.01', 1, 'posted')`,
        [id, position, book.id],
      );
    await expect(add(1)).rejects.toThrow("transfer_pkey");
    await expect(add(2)).rejects.toThrow("comes too late");
  });

  it("cannot resolve what is not pending, differs, or was resolved before", async () => {
    const [pending, posted] = [await insert([{ phase: "pending" }]), await insert([{}])];
    await expect(insert([{ phase: "post", resolves: posted }])).rejects.toThrow("does not fit the pending");
    await expect(insert([{ phase: "post", resolves: pending, fen: 299 }])).rejects.toThrow("does not fit");
    await expect(insert([{ phase: "post", resolves: randomUUID() }])).rejects.toThrow("does not fit");
    await insert([{ phase: "void", resolves: pending }]);
    await expect(insert([{ phase: "post", resolves: pending }])).rejects.toThrow("transfer_resolves_once");
  });

  it("cannot reverse more than the original, other accounts, a reversal, or what was voided", async () => {
    const original = await insert([{}]);
    const back = { debit: "501.01", credit: "112.01", reverses: original };
    await expect(insert([{ ...back, fen: 301 }])).rejects.toThrow("takes back too much");
    await expect(insert([{ reverses: original }])).rejects.toThrow("does not fit what it reverses");
    await expect(insert([{ ...back, phase: "pending" }])).rejects.toThrow("does not fit what it reverses");
    const half = await insert([{ ...back, fen: 150 }]);
    await expect(insert([{ ...back, fen: 151 }])).rejects.toThrow("takes back too much");
    await expect(insert([{ reverses: half, fen: 1 }])).rejects.toThrow("does not fit what it reverses");
    await insert([{ ...back, fen: 150 }]);
    const pending = await insert([{ phase: "pending" }]);
    await insert([{ phase: "void", resolves: pending }]);
    await expect(insert([{ ...back, reverses: pending }])).rejects.toThrow("does not fit what it reverses");
  });

  it("cannot reverse too much by two writers at once: the second waits for the first", async () => {
    const original = await insert([{}]);
    const back = { debit: "501.01", credit: "112.01", reverses: original, fen: 200 };
    const second: Promise<unknown>[] = [];
    await insert([back], {
      beforeCommit: async () => {
        second.push(insert([back]).catch((fault: Error) => fault.message));
        await until(async () => {
          const waiting = await ground.sql(`${WAITING} AND locktype = 'advisory'`);
          return waiting.length > 0;
        });
      },
    });
    expect(await second[0]).toContain("takes back too much");
  });

  it("can reverse again what a voided reversal had taken back", async () => {
    const pending = await insert([{ phase: "pending" }]);
    const back = { debit: "501.01", credit: "112.01", reverses: pending, phase: "pending" };
    const first = await insert([back]);
    await expect(insert([back])).rejects.toThrow("takes back too much");
    await insert([{ debit: "501.01", credit: "112.01", phase: "void", resolves: first }]);
    await expect(insert([back])).resolves.toBeTypeOf("string");
  });

  it("cannot write into a closed month, or into another month than that of the fact", async () => {
    const closed = await ground.book("collective-2023");
    value(
      await ground.inTransaction((tx) =>
        closePeriod(tx, { bookId: closed.id, period: "2026-09", now: NOW, userId: null }),
      ),
    );
    const september = new Date("2026-09-15T00:00:00Z");
    const raw = [{ bookId: closed.id }];
    const into = (period: string) => insert(raw, { bookId: closed.id, period, occurredAt: september });
    await expect(into("2026-09")).rejects.toThrow("does not belong into 2026-09");
    await expect(into("2026-11")).rejects.toThrow("does not belong into 2026-11");
    await expect(into("2026-10")).resolves.toBeTypeOf("string");
  });

  it("is waited for by a month close, which then finds the transaction", async () => {
    const busy = await ground.book("collective-2023");
    const closing: Promise<unknown>[] = [];
    await insert([{ bookId: busy.id }], {
      bookId: busy.id,
      period: "2026-09",
      occurredAt: new Date("2026-09-15T00:00:00Z"),
      beforeCommit: async () => {
        closing.push(
          ground
            .db()
            .transaction((tx) =>
              closePeriod(tx, { bookId: busy.id, period: "2026-09", now: NOW, userId: null }),
            ),
        );
        await until(async () => {
          const waiting = await ground.sql(`${WAITING} AND mode = 'ShareLock'`);
          return waiting.length > 0;
        });
      },
    });
    expect(await closing[0]).toEqual({ ok: false, refusal: { code: "PeriodHasUnsealed", count: 1 } });
  });

  it("cannot forge a balance or hide a transaction from it", async () => {
    await expect(
      ground.sql(`INSERT INTO balance_snapshot VALUES ($1, '501.01', 99, 0, 0, 0, 0)`, [book.id]),
    ).rejects.toThrow("refuses INSERT");
    await expect(
      ground.sql("INSERT INTO ledger_tail SELECT book_id, now(), id FROM ledger_transaction"),
    ).rejects.toThrow("refuses INSERT");
  });

  it("cannot write a voucher out of the chain, twice, or for a transaction of another book", async () => {
    const head = `SELECT number, hash FROM voucher WHERE book_id = $1 ORDER BY number DESC LIMIT 1`;
    const forge = (step: number, hash: string, transaction: string) =>
      ground.sql(
        `WITH head AS (${head})
         INSERT INTO voucher SELECT $1, number + ${step}, (${transaction}), 'x', hash, ${hash}, now() FROM head`,
        [book.id],
      );
    const right = `sha256(convert_to(encode(hash, 'hex') || E'\\n' || 'x', 'UTF8'))`;
    const waiting = "SELECT transaction_id FROM ledger_tail WHERE book_id = $1 LIMIT 1";
    await expect(forge(2, right, waiting)).rejects.toThrow("does not continue the chain");
    await expect(forge(1, "sha256('x')", waiting)).rejects.toThrow("does not continue the chain");
    await expect(forge(0, right, waiting)).rejects.toThrow(/voucher_pkey|does not continue/);
    await expect(forge(1, right, `SELECT '${randomUUID()}'::uuid`)).rejects.toThrow(
      "does not wait to be sealed",
    );
    await expect(forge(1, right, "SELECT transaction_id FROM voucher LIMIT 1")).rejects.toThrow(
      "voucher_transaction_id_key",
    );
  });

  it("finds a pending it posts by the rules resolved for the portal too", async () => {
    const [recorded] = await ground.record(
      simple(book, { transfers: [transfer("112.01", "501.01", 300n, "pending")] }),
    );
    const eventId = recorded?.eventId ?? "";
    await insert([{ phase: "post", resolves: recorded?.id ?? "" }]);
    const command = { now: NOW, occurredAt: NOW, eventId, reference: "settle", reason: "settle" };
    const resolved = await ground.inTransaction((tx) => resolvePendings(tx, { ...command, how: "post" }));
    expect(value(resolved)).toEqual([]);
  });
});
