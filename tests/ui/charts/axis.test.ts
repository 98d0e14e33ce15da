import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisMarks, namedPlaces } from "~/ui/charts/axis";

describe("the marks of an axis", () => {
  it("are round", () => {
    expect(axisMarks(87)).toEqual([50, 100]);
    expect(axisMarks(1234.5)).toEqual([500, 1000, 1500]);
    expect(axisMarks(4)).toEqual([1, 2, 3, 4]);
    expect(axisMarks(0)).toEqual([1]);
    expect(axisMarks(3)).toEqual([1, 2, 3]);
  });

  it("reach the highest figure, are few, and stand equally far apart from nothing on", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (max) => {
        const marks = axisMarks(max);
        const [step = 0] = marks;
        expect(marks.length).toBeLessThanOrEqual(4);
        expect(marks.at(-1) ?? 0).toBeGreaterThanOrEqual(max * (1 - 1e-9));
        marks.forEach((mark, index) => {
          expect(mark).toBeCloseTo(step * (index + 1), 6);
        });
      }),
    );
  });

  it("name the first place along the other axis, and no more than fit", () => {
    expect([...namedPlaces(30, 6)]).toEqual([0, 5, 10, 15, 20, 25]);
    expect([...namedPlaces(3, 6)]).toEqual([0, 1, 2]);
    expect([...namedPlaces(0, 6)]).toEqual([]);
  });
});
