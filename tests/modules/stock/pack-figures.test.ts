import { describe, expect, it } from "vitest";
import { packFigures, packsInStore } from "~/modules/catalog/pack-figures";

describe("the packs of one size", () => {
  it("are free by allotment, held or kept for pre-orders, and together what lies there", () => {
    const figures = packFigures([
      { channel: "shop", onHand: 40, held: 3 },
      { channel: "live", onHand: 10, held: 4 },
      { channel: "aside", onHand: 6, held: 0 },
    ]);
    expect(figures).toEqual({ shop: 37, live: 6, held: 7, aside: 6 });
    expect(packsInStore(figures)).toBe(56);
  });

  it("do not count what may still be promised of a harvest: that is no goods", () => {
    const figures = packFigures([{ channel: "ahead", onHand: 200, held: 5 }]);
    expect(figures).toEqual({ shop: 0, live: 0, held: 0, aside: 0 });
  });
});
