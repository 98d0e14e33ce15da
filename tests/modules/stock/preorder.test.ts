import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aheadGrams, decideCap, decideShipping, mostAhead } from "~/modules/catalog/preorder";
import { chooseChannel } from "~/modules/catalog/stock";

const grams = (max: bigint) => fc.bigInt({ min: 0n, max });

describe("how much may be sold before the harvest", () => {
  it("is half of what is counted on, in whole packs: 18 t are 9 t, 3,600 packs of 2.5 kg", () => {
    expect(aheadGrams(18_000_000n)).toBe(9_000_000n);
    expect(mostAhead({ forecastGrams: 18_000_000n, elsewhereGrams: 0n, netGrams: 2_500n })).toBe(3_600);
  });

  it("never comes to more than half of the forecast over all packs of a crop, and to all of it but part of a pack", () => {
    const ground = fc.record({
      forecastGrams: grams(10_000_000_000n),
      elsewhereGrams: grams(10_000_000_000n),
      netGrams: fc.bigInt({ min: 1n, max: 50_000n }),
    });
    fc.assert(
      fc.property(ground, (crop) => {
        const packs = BigInt(mostAhead(crop));
        const promised = packs * crop.netGrams + crop.elsewhereGrams;
        if (packs > 0n) expect(promised * 2n <= crop.forecastGrams).toBe(true);
        // One pack more would be too much.
        expect((promised + crop.netGrams) * 2n > crop.forecastGrams - 1n).toBe(true);
      }),
    );
  });

  it("may be lowered by a word, and raised above the forecast only with a reason", () => {
    expect(decideCap({ packs: 10, reason: "" }, 3_600).ok).toBe(true);
    expect(decideCap({ packs: 3_600, reason: "" }, 3_600).ok).toBe(true);
    expect(decideCap({ packs: 3_601, reason: "" }, 3_600)).toMatchObject({
      refusal: { code: "CapReasonMissing", most: 3_600 },
    });
    expect(decideCap({ packs: 3_601, reason: "邻村也供货" }, 3_600).ok).toBe(true);
  });

  it("is at least one pack and no more than anybody sets at once, whatever the reason", () => {
    for (const packs of [1, 100_000]) expect(decideCap({ packs, reason: "邻村也供货" }, 3_600).ok).toBe(true);
    for (const packs of [0, 1.5, 100_001]) {
      expect(decideCap({ packs, reason: "邻村也供货" }, 3_600)).toMatchObject({
        refusal: { code: "PacksOutOfRange", most: 100_000 },
      });
    }
  });

  it("is sent neither before the harvest nor before today", () => {
    const window = { from: "2026-08-20", until: "2026-09-10" };
    expect(decideShipping(window, "2026-07-01", "2026-08-20").ok).toBe(true);
    for (const [today, harvest] of [
      ["2026-07-01", "2026-08-21"],
      ["2026-08-21", "2026-08-01"],
    ] as const) {
      expect(decideShipping(window, today, harvest)).toMatchObject({
        refusal: { code: "ShipsBeforeHarvest" },
      });
    }
  });
});

describe("a pack that is sold ahead", () => {
  const pools = [
    { channel: "shop", onHand: 50, held: 0 },
    { channel: "aside", onHand: 50, held: 0 },
    { channel: "ahead", onHand: 3, held: 1 },
  ] as const;

  it("is promised and not taken from the shelf; what is kept aside is sold to nobody", () => {
    const buying = { broughtByLive: true, ahead: true };
    expect(chooseChannel(pools, 2, buying)).toBe("ahead");
    expect(chooseChannel(pools, 3, buying)).toBeUndefined();
    expect(chooseChannel(pools, 50, { ...buying, ahead: false })).toBe("shop");
    expect(chooseChannel(pools, 51, { ...buying, ahead: false })).toBeUndefined();
  });
});
