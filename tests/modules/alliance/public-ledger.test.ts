import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  csvRow,
  groupByDay,
  type LedgerLine,
  ledgerCsvCells,
  shareState,
} from "~/modules/alliance/public-ledger";

const line: LedgerLine = {
  ref: "0123456789ab",
  at: new Date("2026-03-31T16:30:00Z"),
  productName: "高山蒜苗",
  productSlug: "suanmiao",
  skuName: "3公斤装",
  packs: 2,
  grams: 6000n,
  goodsFen: 11_980n,
  freightFen: 805n,
  provinceCode: "620000",
  legs: [{ kind: "collective", fen: 599n }],
  shareFen: 599n,
  state: "pending",
  vouchers: [],
};

describe("how a share stands", () => {
  const amounts = { shareFen: 100n, pendingFen: 0n, creditedFen: 0n, takenBackFen: 0n };

  it("is pending, then credited, and corrected as soon as a fen was taken back", () => {
    expect(shareState({ ...amounts, pendingFen: 100n })).toBe("pending");
    expect(shareState({ ...amounts, creditedFen: 100n })).toBe("credited");
    expect(shareState({ ...amounts, creditedFen: 99n, takenBackFen: 1n })).toBe("corrected");
  });

  it("is none where the plan gives the collective nothing", () => {
    expect(shareState({ ...amounts, shareFen: 0n })).toBe("noShare");
  });
});

it("gathers lines under their day in Shanghai", () => {
  const before = { ...line, at: new Date("2026-03-31T15:59:00Z") };
  expect(groupByDay([line, before]).map(({ day, lines }) => [day, lines.length])).toEqual([
    ["2026-04-01", 1],
    ["2026-03-31", 1],
  ]);
});

describe("the CSV", () => {
  it("writes yuan with two decimals and the time of Shanghai to the minute", () => {
    expect(ledgerCsvCells(line)).toMatchObject({
      time: "2026-04-01T00:30+08:00",
      goodsYuan: "119.80",
      freightYuan: "8.05",
      shareYuan: "5.99",
      voucher: "",
    });
    expect(ledgerCsvCells({ ...line, shareFen: 5n }).shareYuan).toBe("0.05");
  });

  it("shows the newest voucher", () => {
    const vouchers = [
      { number: 3, hash: "aa", reason: "sale-paid" },
      { number: 9, hash: "bb", reason: "sale-settled" },
    ];
    expect(ledgerCsvCells({ ...line, vouchers })).toMatchObject({ voucher: "9", hash: "bb" });
  });

  it("never lets a cell start a formula or break a row", () => {
    expect(csvRow(["=1+1", 'say "hi", twice', "a\nb"])).toBe('\'=1+1,"say ""hi"", twice","a\nb"\r\n');
  });

  it("keeps every cell readable as it was, formulas aside", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 5 }), (cells) => {
        const read = readCsvRow(csvRow(cells));
        expect(read).toEqual(cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
      }),
    );
  });
});

/** A reader of RFC 4180 for one row, for the test only. */
function readCsvRow(row: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  const body = row.slice(0, -2);
  for (let at = 0; at < body.length; at += 1) {
    const character = body.charAt(at);
    if (quoted && character === '"' && body.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === "," && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell];
}
