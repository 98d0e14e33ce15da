import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageOf } from "~/kernel/page";

describe("a list that goes on by key", () => {
  it("read page after page, gives every row once and in order, and ends", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 7 }), (numbers, limit) => {
        const list = numbers.toSorted((a, b) => a - b);
        const read: number[] = [];
        for (let after: number | null = Number.NEGATIVE_INFINITY; after !== null; ) {
          const from: number = after;
          const asked = list.filter((row) => row > from).slice(0, limit + 1);
          const page = pageOf(asked, limit, (row) => row);
          expect(page.shown.length > 0 || list.length === 0, "nobody turns to an empty page").toBe(true);
          read.push(...page.shown);
          after = page.next;
        }
        expect(read).toEqual(list);
      }),
    );
  });
});
