import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, fenLeft, gramsLeft, issueFrom, type LotAccount, setOffOf } from "~/modules/intake/costing";

const lot = (lotId: string, gramsIn: bigint, fenIn: bigint): LotAccount => ({
  ...{ lotId, gramsIn, fenIn, gramsOut: 0n, fenOut: 0n },
});

describe("goods that leave a lot", () => {
  it("cost the average of what is left, and the last gram takes the last fen", () => {
    const grapes = lot("a", 3_000n, 1_000n);
    expect(costOf(grapes, 1_000n)).toBe(333n);
    expect(costOf({ ...grapes, gramsOut: 2_999n, fenOut: 998n }, 1n)).toBe(2n);
  });

  it("come from the oldest harvest first, and from the next one when it is gone", () => {
    const { issues, lots } = issueFrom([lot("old", 1_000n, 500n), lot("new", 9_000n, 9_000n)], {
      position: 2,
      grams: 2_500n,
    });
    expect(issues).toEqual([
      { linePosition: 2, lotId: "old", grams: 1_000n, fen: 500n },
      { linePosition: 2, lotId: "new", grams: 1_500n, fen: 1_500n },
    ]);
    expect(lots.map(gramsLeft)).toEqual([0n, 7_500n]);
  });

  it("never take more out of a lot than slips have put in, in grams or in money, to the last fen", () => {
    const lots = fc.array(
      fc.record({
        grams: fc.bigInt({ min: 1n, max: 100_000n }),
        fen: fc.bigInt({ min: 0n, max: 1_000_000n }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    const lines = fc.array(fc.bigInt({ min: 1n, max: 60_000n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lots, lines, (stock, wanted) => {
        let now: readonly LotAccount[] = stock.map(({ grams, fen }, index) => lot(`${index}`, grams, fen));
        const total = stock.reduce((sum, each) => sum + each.grams, 0n);
        let [gone, cost, asked] = [0n, 0n, 0n];
        for (const [position, grams] of wanted.entries()) {
          const step = issueFrom(now, { position, grams });
          for (const issue of step.issues) {
            gone += issue.grams;
            cost += issue.fen;
          }
          asked += grams;
          now = step.lots;
        }
        const empty = now.filter((each) => gramsLeft(each) === 0n);
        expect(gone).toBe(asked < total ? asked : total);
        expect(now.every((each) => gramsLeft(each) >= 0n && fenLeft(each) >= 0n)).toBe(true);
        expect(empty.every((each) => fenLeft(each) === 0n)).toBe(true);
        expect(cost).toBe(now.reduce((sum, each) => sum + each.fenOut, 0n));
      }),
    );
  });
});

describe("what growers are owed", () => {
  it("is the better of slip and share plan, line by line, never both", () => {
    const line = fc.record({
      growersFen: fc.bigInt({ min: 0n, max: 100_000n }),
      costFen: fc.bigInt({ min: 0n, max: 100_000n }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const both = lines.reduce((sum, each) => sum + each.growersFen + each.costFen, 0n);
        const better = lines.reduce((sum, { growersFen, costFen }) => {
          if (growersFen > costFen) return sum + growersFen;
          return sum + costFen;
        }, 0n);
        expect(both - setOffOf(lines)).toBe(better);
      }),
    );
  });
});
