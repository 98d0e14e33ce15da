import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allotmentSteps } from "~/modules/catalog/allotments";

describe("a change of both allotments", () => {
  it("is a move where one loses what the other wins, and only the rest needs a reason", () => {
    expect(allotmentSteps({ shop: -10, live: 10 })).toEqual({
      move: { from: "shop", packs: 10 },
      changes: [],
    });
    expect(allotmentSteps({ shop: 4, live: -10 })).toEqual({
      move: { from: "live", packs: 4 },
      changes: [{ channel: "live", packs: -6 }],
    });
    expect(allotmentSteps({ shop: 5, live: 0 })).toEqual({
      move: undefined,
      changes: [{ channel: "shop", packs: 5 }],
    });
  });

  it("comes to what was asked, and never adds in one allotment what it takes in the other", () => {
    const change = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(change, change, (shop, live) => {
        const { move, changes } = allotmentSteps({ shop, live });
        const after = { shop: 0, live: 0 };
        if (move) {
          after[move.from] -= move.packs;
          after[move.from === "shop" ? "live" : "shop"] += move.packs;
        }
        for (const { channel, packs } of changes) after[channel] += packs;
        expect(after).toEqual({ shop, live });
        expect(new Set(changes.map(({ packs }) => Math.sign(packs))).size).toBeLessThan(2);
      }),
    );
  });
});
