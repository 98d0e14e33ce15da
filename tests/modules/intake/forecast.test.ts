import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EstimatedField, forecastOf } from "~/modules/intake/forecast";
import { estimateForm } from "~/modules/intake/forecast.forms";

const field = (area: number, kilograms: bigint): EstimatedField => ({
  area,
  gramsPerMu: kilograms * 1000n,
});

describe("a forecast from demonstration households", () => {
  it("takes their yield, weighed by area, for all fields, and counts on four fifths of it", () => {
    // 3 mu at 2,400 kg and 1 mu at 2,000 kg are 2,300 kg a mu; 40 mu at that are 92 t, four fifths 73.6 t.
    expect(forecastOf([field(300, 2_400n), field(100, 2_000n)], 4_000)).toEqual({
      estimatedArea: 400,
      gramsPerMu: 2_300_000n,
      area: 4_000,
      hopedGrams: 92_000_000n,
      cautionPercent: 80n,
      grams: 73_600_000n,
    });
  });

  it("is none while nobody has estimated, however much is planted", () => {
    expect(forecastOf([], 4_000)).toBeUndefined();
  });

  it("is a fault when fields were estimated that nobody planted", () => {
    expect(() => forecastOf([field(300, 2_400n)], 200)).toThrow("among all fields");
  });

  const fields = fc.array(
    fc.record({
      area: fc.integer({ min: 1, max: 100_000 }),
      gramsPerMu: fc.bigInt({ min: 1n, max: 20_000_000n }),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it("never counts on more than the fields would bring, and loses less than a gram to rounding", () => {
    fc.assert(
      fc.property(fields, fc.integer({ min: 0, max: 10_000_000 }), (estimated, others) => {
        const area = estimated.reduce((sum, each) => sum + each.area, 0) + others;
        const forecast = forecastOf(estimated, area);
        expect(forecast).toBeDefined();
        if (!forecast) return;
        const { hopedGrams, grams, gramsPerMu, estimatedArea } = forecast;
        const weighed = estimated.reduce((sum, each) => sum + each.gramsPerMu * BigInt(each.area), 0n);
        // Multiplied out, so that the test divides nowhere.
        const exact = weighed * BigInt(area) * 80n;
        const unit = BigInt(estimatedArea) * 10_000n;
        expect(grams * unit <= exact && exact < (grams + 1n) * unit).toBe(true);
        expect(grams <= hopedGrams).toBe(true);
        const yields = estimated.map((each) => each.gramsPerMu);
        expect(yields.some((each) => each >= gramsPerMu)).toBe(true);
        expect(yields.some((each) => each <= gramsPerMu + 1n)).toBe(true);
      }),
    );
  });

  it("does not fall when a field is added to those planted", () => {
    fc.assert(
      fc.property(fields, fc.integer({ min: 1, max: 100_000 }), (estimated, more) => {
        const area = estimated.reduce((sum, each) => sum + each.area, 0);
        const [before, after] = [forecastOf(estimated, area), forecastOf(estimated, area + more)];
        expect((after?.grams ?? 0n) >= (before?.grams ?? 0n)).toBe(true);
      }),
    );
  });
});

describe("an estimate as it is typed", () => {
  const typed = {
    plotId: "0190a000-0000-7000-8000-000000000001",
    kilograms: "２２５０",
    from: "2026-08-20",
    until: "2026-10-10",
    estimatedOn: "2026-07-01",
  };

  it("is in whole kilograms a mu, full-width digits too", () => {
    expect(estimateForm.parse(typed).gramsPerMu).toBe(2_250_000n);
  });

  it("has a harvest that ends after it began and within half a year", () => {
    for (const until of ["2026-08-19", "2027-03-01"]) {
      expect(estimateForm.safeParse({ ...typed, until }).error?.issues[0]?.message).toBe("harvestOutOfOrder");
    }
  });
});
