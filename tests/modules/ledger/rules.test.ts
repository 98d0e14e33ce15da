import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, startOfShanghaiMonth } from "~/kernel/clock";
import { foldTransfers, isZero, pendingBalance, postedBalance, type Totals } from "~/modules/ledger/balance";
import { chainedText, contentText, FIRST_PREVIOUS_HASH, voucherText } from "~/modules/ledger/canonical";
import { CHART_CODES, CHARTS } from "~/modules/ledger/chart";
import { exportHeader, exportVoucher } from "~/modules/ledger/export";
import { closingRefusal, periodOfFact } from "~/modules/ledger/period";
import type { DraftTransaction } from "~/modules/ledger/transaction";
import { checkDraft } from "~/modules/ledger/transaction";
import { trialBalance } from "~/modules/ledger/voucher-check";

const phase = fc.constantFrom("posted", "pending", "post", "void" as const);
const account = fc.constantFrom("101", "102", "112.01", "501.01");
const transfer = fc
  .record({ debit: account, credit: account, fen: fc.bigInt({ min: 1n, max: 10n ** 15n }), phase })
  .filter(({ debit, credit }) => debit !== credit);

const draft: DraftTransaction = {
  bookId: "0193a000-0000-7000-8000-000000000001",
  reference: "sale:1:村",
  eventId: "0193a000-0000-7000-8000-000000000002",
  reason: "sale-paid",
  occurredAt: new Date("2026-11-20T16:30:00.120Z"),
  transfers: [{ debit: "112.01", credit: "501.01", fen: 9_007_199_254_740_993n, phase: "pending" }],
};

describe("balances", () => {
  it("are equal in debit and credit over any transfers, posted and pending", () => {
    fc.assert(
      fc.property(fc.array(transfer), (transfers) => {
        expect(trialBalance(foldTransfers(transfers).values())).toEqual({ posted: 0n, pending: 0n });
      }),
    );
  });

  it("do not depend on where a snapshot was taken", () => {
    fc.assert(
      fc.property(fc.array(transfer), fc.nat(), (transfers, seed) => {
        const cut = transfers.length === 0 ? 0 : seed % transfers.length;
        const snapshot = foldTransfers(transfers.slice(0, cut));
        expect(foldTransfers(transfers.slice(cut), snapshot)).toEqual(foldTransfers(transfers));
      }),
    );
  });

  it("show a pending that was voided as if it had never been, and one that was posted as posted", () => {
    const pending = { debit: "112.01", credit: "501.01", fen: 300n };
    const voided = foldTransfers([
      { ...pending, phase: "pending" },
      { ...pending, phase: "void" },
    ]);
    expect([...voided.values()].every(isZero)).toBe(true);
    const settled = foldTransfers([
      { ...pending, phase: "pending" },
      { ...pending, phase: "post" },
    ]).get("501.01") as Totals;
    expect([postedBalance(settled, "credit"), pendingBalance(settled, "credit")]).toEqual([300n, 0n]);
  });
});

describe("the canonical text", () => {
  it("is the same line for the same voucher, with every amount written out", () => {
    const sealed = { ...draft, id: "t", period: "2026-11", recordedAt: new Date("2026-11-20T16:30:01Z") };
    expect(voucherText(7, sealed)).toBe(
      '{"format":1,"book":"0193a000-0000-7000-8000-000000000001","number":7,"transaction":"t",' +
        '"reference":"sale:1:村","event":"0193a000-0000-7000-8000-000000000002","reason":"sale-paid",' +
        '"period":"2026-11","occurredAt":"2026-11-20T16:30:00.120Z","recordedAt":"2026-11-20T16:30:01.000Z",' +
        '"reverses":null,"transfers":[{"position":1,"debit":"112.01","credit":"501.01",' +
        '"fen":"9007199254740993","phase":"pending","resolves":null,"reverses":null}]}',
    );
  });

  it("never holds a line feed or a tab, whatever a caller writes into it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (reference) => {
        expect(contentText({ ...draft, reference })).not.toMatch(/[\t\n\r]/);
      }),
    );
  });

  it("leaves out of the content what the ledger adds by itself, so that a repetition is recognised", () => {
    const sealed = { ...draft, id: "t", period: "2026-12", recordedAt: new Date() };
    expect(contentText(sealed)).toBe(contentText(draft));
    expect(contentText({ ...draft, reason: "sale-settled" })).not.toBe(contentText(draft));
  });
});

describe("the month of a fact", () => {
  const closing = { openingPeriod: "2026-03", lastClosed: "2026-10" };

  it("is its own in Shanghai, where the day begins eight hours earlier", () => {
    expect(periodOfFact(new Date("2026-11-30T15:59:59Z"), closing)).toBe("2026-11");
    expect(periodOfFact(new Date("2026-11-30T16:00:00Z"), closing)).toBe("2026-12");
  });

  it("is the first open one for a late fact or one from before the book was opened", () => {
    expect(periodOfFact(new Date("2026-10-02T00:00:00Z"), closing)).toBe("2026-11");
    expect(periodOfFact(new Date("2025-01-01T00:00:00Z"), { openingPeriod: "2026-03" })).toBe("2026-03");
  });

  it("may be closed when it is over and next in order, and only then", () => {
    const over = startOfShanghaiMonth(addMonths("2026-11", 1));
    expect(closingRefusal("2026-11", closing, over)).toBeUndefined();
    expect(closingRefusal("2026-11", closing, new Date(over.getTime() - 1))?.code).toBe("PeriodNotOver");
    expect(closingRefusal("2026-12", closing, over)).toEqual({ code: "EarlierPeriodOpen", next: "2026-11" });
    expect(closingRefusal("2026-10", closing, over)?.code).toBe("PeriodAlreadyClosed");
  });
});

describe("a transaction", () => {
  it("is a fault of the program when it moves nothing, to itself, or resolves without naming what", () => {
    const [first] = draft.transfers;
    if (!first) throw new Error("the draft has a transfer");
    const wrong = [
      [],
      [{ ...first, fen: 0n }],
      [{ ...first, fen: -5n }],
      [{ ...first, credit: first.debit }],
    ];
    for (const transfers of wrong) expect(() => checkDraft({ ...draft, transfers })).toThrow("transfer");
    expect(() => checkDraft({ ...draft, transfers: [{ ...first, phase: "post" }] })).toThrow(
      "name a pending",
    );
    expect(() => checkDraft(draft)).not.toThrow();
  });
});

describe("the charts of accounts", () => {
  const firstLevel = (code: (typeof CHART_CODES)[number]) =>
    CHARTS[code].accounts.filter((entry) => !entry.code.includes("."));

  it("hold all first-level accounts of the national charts", () => {
    expect(firstLevel("collective-2023")).toHaveLength(42);
    expect(firstLevel("coop-2021")).toHaveLength(48);
  });

  it("name every account once, in three languages, and hang every detail account under one of them", () => {
    for (const code of CHART_CODES) {
      const codes = CHARTS[code].accounts.map((entry) => entry.code);
      expect(new Set(codes).size).toBe(codes.length);
      for (const entry of CHARTS[code].accounts) {
        expect(Object.values(entry.name).every((name) => name.length > 0)).toBe(true);
        expect(codes).toContain(entry.code.split(".")[0]);
      }
    }
  });

  it("put accumulated depreciation and amortisation on the credit side", () => {
    const side = (code: string) =>
      CHARTS["collective-2023"].accounts.find((entry) => entry.code === code)?.normalSide;
    expect(["133", "152", "162"].map(side)).toEqual(["credit", "credit", "credit"]);
  });
});

describe("the export of a voucher", () => {
  const canonical = voucherText(1, { ...draft, id: "t", period: "2026-11", recordedAt: draft.occurredAt });
  const hash = createHash("sha256").update(chainedText(FIRST_PREVIOUS_HASH, canonical)).digest("hex");
  const voucher = {
    bookId: draft.bookId,
    number: 1,
    transactionId: "t",
    canonical,
    previousHash: FIRST_PREVIOUS_HASH,
    hash,
    sealedAt: draft.occurredAt,
  };

  it("has in each line all that is needed to recompute its hash", () => {
    const [, previous, told, text] = exportVoucher("chain", voucher).trimEnd().split("\t");
    expect(createHash("sha256").update(`${previous}\n${text}`).digest("hex")).toBe(told);
  });

  it("shows yuan in the spreadsheet and keeps a strange reference from running as a formula", () => {
    const strange = voucherText(1, {
      ...draft,
      reference: '=HYPERLINK("x")',
      id: "t",
      period: "2026-11",
      recordedAt: draft.occurredAt,
    });
    const row = exportVoucher("csv", { ...voucher, canonical: strange });
    expect(row).toContain('"\'=HYPERLINK(""x"")"');
    expect(row).toContain("90071992547409.93");
    expect(row.split(",").length).toBeGreaterThanOrEqual(exportHeader("csv").split(",").length);
  });
});
