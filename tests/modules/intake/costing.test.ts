import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  beyondTheRest,
  costOf,
  fenLeft,
  issuesOf,
  type LotAccount,
  missingGrams,
  setOffOf,
} from "~/modules/intake/costing";

const lot = (lotId: string, fenIn: bigint, fenOut = 0n): LotAccount => ({ lotId, fenIn, fenOut });
const out = (lotId: string, grams: bigint, leftBefore: bigint, linePosition: number | null = 0) => ({
  lotId,
  grams,
  leftBefore,
  linePosition,
});

describe("goods that leave a lot", () => {
  it("cost the average of all that is left of it, and the last gram takes the last fen", () => {
    expect(costOf(lot("a", 1_000n), out("a", 1_000n, 3_000n))).toBe(333n);
    expect(costOf(lot("a", 1_000n, 998n), out("a", 1n, 1n))).toBe(2n);
  });

  it("bear what packing lost of their lot: what is left costs more", () => {
    // 10 kg for 100.00; 1 kg is lost in packing, 9 kg are left.
    expect(costOf(lot("a", 10_000n), out("a", 4_500n, 9_000n))).toBe(5_000n);
  });

  it("cost nothing where their lot has no slips, and leave one after the other", () => {
    const outflows = [out("a", 1_000n, 3_000n), out("unknown", 500n, 500n), out("a", 2_000n, 2_000n, 1)];
    expect(issuesOf([lot("a", 1_000n)], outflows)).toEqual([
      { linePosition: 0, lotId: "a", grams: 1_000n, fen: 333n },
      { linePosition: 1, lotId: "a", grams: 2_000n, fen: 667n },
    ]);
  });

  it("never cost more than slips have put in, and an emptied lot is worth nothing, to the last fen", () => {
    const total = fc.bigInt({ min: 1n, max: 200_000n });
    const fen = fc.bigInt({ min: 0n, max: 1_000_000n });
    const wishes = fc.array(fc.bigInt({ min: 1n, max: 60_000n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(total, fen, wishes, (grams, fenIn, wanted) => {
        let left = grams;
        const outflows = [...wanted, grams].flatMap((wish) => {
          if (left === 0n) return [];
          let taken = wish;
          if (taken > left) taken = left;
          const outflow = out("a", taken, left);
          left -= taken;
          return [outflow];
        });
        const issues = issuesOf([lot("a", fenIn)], outflows);
        expect(issues.every((issue) => issue.fen >= 0n)).toBe(true);
        const gone = issues.reduce((sum, issue) => sum + issue.fen, 0n);
        expect(fenLeft(lot("a", fenIn, gone))).toBe(0n);
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

describe("a slip put right", () => {
  it("is borne by what is left of the lot, down to nothing; beyond that it is taken off what had been expensed", () => {
    expect(beyondTheRest(lot("a", 100_000n, 60_000n), 20_000n, 40_000n)).toBe(0n);
    expect(beyondTheRest(lot("a", 100_000n, 90_000n), 20_000n, 10_000n)).toBe(-10_000n);
  });

  it("leaves nothing on a lot of which nothing is left, in either direction", () => {
    expect(beyondTheRest(lot("a", 180_000n, 100_000n), 100_000n, 0n)).toBe(-20_000n);
    expect(beyondTheRest(lot("a", 220_000n, 100_000n), 100_000n, 0n)).toBe(20_000n);
  });

  it("lacks what was brought and lies unpacked no more", () => {
    expect(missingGrams(100_000n, 130_000n)).toBe(0n);
    expect(missingGrams(100_000n, 90_000n)).toBe(10_000n);
  });
});
