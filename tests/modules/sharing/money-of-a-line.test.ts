import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "~/kernel/money";
import {
  checkPlan,
  computeLegs,
  type HostOfLine,
  PERCENTAGE_LEG_KINDS,
  type PlanLeg,
} from "~/modules/sharing/plan";
import { refundedParts, splitRefund } from "~/modules/sharing/refund";

const MAX_PACKS = 999;
const none: HostOfLine = { kind: "none" };
const paid: HostOfLine = { kind: "paid" };

const HONEY: readonly PlanLeg[] = [
  { rule: "perPack", kind: "growers", fen: 1500n },
  { rule: "perPack", kind: "packing", fen: 150n },
  { rule: "percentage", kind: "collective", basisPoints: 500 },
  { rule: "percentage", kind: "host", basisPoints: 1000 },
  { rule: "percentage", kind: "portal", basisPoints: 200 },
];
const HONEY_LINE = { packs: 1, netGrams: 500n, goodsFen: 2990n, freightFen: 600n };

const legsOf = (host: HostOfLine, line = HONEY_LINE, plan = HONEY) => {
  const legs = computeLegs(line, plan, host);
  if (!legs.ok) throw new Error(legs.refusal.code);
  return Object.fromEntries(legs.value.map((leg) => [leg.kind, leg.fen]));
};

describe("the legs of a line", () => {
  it("are fixed legs, freight, percentages of the goods value and the rest to the cooperative, in this order", () => {
    expect(Object.entries(legsOf(paid))).toEqual([
      ["growers", 1500n],
      ["packing", 150n],
      ["freight", 600n],
      ["collective", 150n],
      ["host", 299n],
      ["portal", 60n],
      ["cooperative", 831n],
    ]);
  });

  it("leave the part of a first secretary, or of nobody, to the cooperative and all others as they were", () => {
    const { host, cooperative, ...others } = legsOf(paid);
    for (const kind of ["duty", "none"] as const) {
      expect(legsOf({ kind })).toEqual({ ...others, cooperative: (cooperative ?? 0n) + (host ?? 0n) });
    }
  });

  it("are refused when the fixed legs alone ask for more than the goods bring in", () => {
    const line = { ...HONEY_LINE, goodsFen: 1600n };
    expect(computeLegs(line, HONEY, none)).toMatchObject({ refusal: { code: "PlanBelowZero" } });
  });

  it("count legs per kilogram on the net weight of all packs, rounded once", () => {
    const plan: PlanLeg[] = [{ rule: "perKilogram", kind: "growers", price: 33_333n }];
    const line = { packs: 3, netGrams: 333n, goodsFen: 9000n, freightFen: 0n };
    expect(legsOf(none, line, plan).growers).toBe(333n);
  });
});

const anyPlan = fc
  .tuple(
    fc.option(fc.bigInt({ min: 0n, max: 5000n }), { nil: undefined }),
    fc.option(fc.bigInt({ min: 0n, max: 200_000n }), { nil: undefined }),
    fc.uniqueArray(fc.constantFrom(...PERCENTAGE_LEG_KINDS)),
    fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 4, maxLength: 4 }),
  )
  .map(([packing, growers, kinds, points]): PlanLeg[] => [
    ...(growers === undefined
      ? []
      : [{ rule: "perKilogram" as const, kind: "growers" as const, price: growers }]),
    ...(packing === undefined ? [] : [{ rule: "perPack" as const, kind: "packing" as const, fen: packing }]),
    ...kinds.map((kind, index) => ({ rule: "percentage" as const, kind, basisPoints: points[index] ?? 0 })),
  ]);
const anyPack = fc.record({
  netGrams: fc.bigInt({ min: 1n, max: 50_000n }),
  priceFen: fc.bigInt({ min: 1n, max: 100_000n }),
});

describe("any plan that may be saved", () => {
  it("conserves every fen and asks nobody to pay in, for any quantity, at the lowest price and above", () => {
    fc.assert(
      fc.property(
        anyPlan,
        anyPack,
        fc.integer({ min: 1, max: MAX_PACKS }),
        fc.bigInt({ min: 0n, max: 50_000n }),
        fc.bigInt({ min: 0n, max: 100_000n }),
        fc.constantFrom("none", "duty", "paid"),
        (plan, pack, packs, dearer, freightFen, kind) => {
          fc.pre(checkPlan(plan, [pack], MAX_PACKS).ok);
          const goodsFen = (pack.priceFen + dearer) * BigInt(packs);
          const legs = computeLegs({ packs, netGrams: pack.netGrams, goodsFen, freightFen }, plan, { kind });
          if (!legs.ok) throw new Error("a plan that was accepted went below zero");
          expect(sumFen(legs.value.map((leg) => leg.fen))).toBe(goodsFen + freightFen);
          expect(legs.value.every((leg) => leg.fen >= 0n)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  }, 30_000);

  it("is refused when one pack at the lowest permitted price could leave the cooperative short of a single fen", () => {
    const plan: PlanLeg[] = [
      { rule: "perPack", kind: "growers", fen: 901n },
      { rule: "percentage", kind: "portal", basisPoints: 1000 },
    ];
    const pack = { netGrams: 500n, priceFen: 1000n };
    expect(checkPlan(plan, [pack], 1)).toMatchObject({
      refusal: { code: "PlanBelowZero", residualFen: -2n },
    });
    expect(checkPlan(plan, [{ ...pack, priceFen: 1002n }], MAX_PACKS).ok).toBe(true);
  });

  it("names each kind once and takes no more than the whole", () => {
    const half: PlanLeg = { rule: "percentage", kind: "portal", basisPoints: 5001 };
    expect(checkPlan([half, half], [], 1)).toMatchObject({ refusal: { code: "PlanLegRepeated" } });
    expect(checkPlan([half, { ...half, kind: "host" }], [], 1)).toMatchObject({
      refusal: { code: "PlanOverWhole", basisPoints: 10_002 },
    });
  });
});

const anyLegs = fc.array(fc.bigInt({ min: 0n, max: 20_000n }), { minLength: 1, maxLength: 12 });

describe("a refund over the legs", () => {
  it("in any number of steps conserves every fen, takes nothing back twice and ends at every leg exactly", () => {
    fc.assert(
      fc.property(anyLegs, fc.array(fc.bigInt({ min: 1n, max: 9_000n }), { maxLength: 8 }), (legs, steps) => {
        const total = sumFen(legs);
        let gone = 0n;
        const given = legs.map(() => 0n);
        for (const step of [...steps, total]) {
          const left = total - gone;
          let amount = step;
          if (amount > left) amount = left;
          const parts = splitRefund(legs, gone, amount);
          expect(sumFen(parts)).toBe(amount);
          for (const [index, part] of parts.entries()) {
            expect(part >= 0n).toBe(true);
            given[index] = (given[index] ?? 0n) + part;
          }
          gone += amount;
        }
        expect(given).toEqual(legs);
      }),
      { numRuns: 500 },
    );
  });

  it("depends on what is gone altogether, not on the steps", () => {
    fc.assert(
      fc.property(
        anyLegs,
        fc.bigInt({ min: 0n, max: 1000n }),
        fc.bigInt({ min: 0n, max: 1000n }),
        (legs, a, b) => {
          const total = sumFen(legs);
          fc.pre(a + b <= total);
          const once = refundedParts(legs, a + b);
          const twice = refundedParts(legs, a).map(
            (part, index) => part + (splitRefund(legs, a, b)[index] ?? 0n),
          );
          expect(twice).toEqual(once);
        },
      ),
    );
  });

  it("never takes from a leg what it had given, also among many small legs beside a great one", () => {
    const legs = [1000n, ...Array.from({ length: 40 }, () => 3n)];
    let before = refundedParts(legs, 0n);
    for (let gone = 1n; gone <= sumFen(legs); gone += 1n) {
      const after = refundedParts(legs, gone);
      expect(sumFen(after)).toBe(gone);
      expect(after.every((part, index) => part >= (before[index] ?? 0n))).toBe(true);
      before = after;
    }
    expect(before).toEqual(legs);
  });

  it("stays within a fen or two of the exact proportion", () => {
    expect(refundedParts([1500n, 150n, 600n, 150n, 299n, 60n, 831n], 1795n)).toEqual([
      750n,
      75n,
      300n,
      75n,
      150n,
      30n,
      415n,
    ]);
  });
});
