import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawPacks, outflowsOf, type PackLayer } from "~/modules/catalog/pack-layers";

const layer = (layerId: string, packsLeft: number, lotId: string | null = layerId): PackLayer => ({
  layerId,
  lotId,
  packsLeft,
  packs: packsLeft,
  skuId: "sku",
  netGrams: 2_500n,
});

describe("packs that leave the store", () => {
  it("are those that came first, whatever lot they are of", () => {
    const { draws, layers } = drawPacks([layer("monday", 3), layer("tuesday", 5, null)], 4);
    expect(draws).toEqual([
      { layerId: "monday", lotId: "monday", packs: 3, grams: 7_500n },
      { layerId: "tuesday", lotId: null, packs: 1, grams: 2_500n },
    ]);
    expect(layers.map((each) => each.packsLeft)).toEqual([0, 4]);
  });

  it("beyond what layers hold are of no lot anybody knows", () => {
    expect(drawPacks([layer("monday", 3)], 5).draws).toEqual([
      { layerId: "monday", lotId: "monday", packs: 3, grams: 7_500n },
    ]);
    expect(drawPacks([], 5).draws).toEqual([]);
  });

  it("take their grams out of their lots one after the other, and none out of unknown lots", () => {
    const leaving = [layer("a", 2), layer("b", 1, null), layer("c", 1, "a")].map((each, index) => ({
      layerId: each.layerId,
      lotId: each.lotId,
      packs: each.packs,
      linePosition: index,
      grams: each.netGrams * BigInt(each.packs),
    }));
    expect(outflowsOf(leaving, new Map([["a", 10_000n]]))).toEqual([
      { lotId: "a", linePosition: 0, grams: 5_000n, leftBefore: 10_000n },
      { lotId: "a", linePosition: 2, grams: 2_500n, leftBefore: 5_000n },
    ]);
  });

  it("are as many as wanted, or as many as there are, and none comes twice", () => {
    const shelf = fc.array(fc.nat(40), { maxLength: 6 });
    const wishes = fc.array(fc.nat(30), { maxLength: 10 });
    fc.assert(
      fc.property(shelf, wishes, (packs, wanted) => {
        let layers: readonly PackLayer[] = packs.map((each, index) => layer(`${index}`, each));
        const there = packs.reduce((sum, each) => sum + each, 0);
        let gone = 0;
        for (const wish of wanted) {
          const drawn = drawPacks(layers, wish);
          const taken = drawn.draws.reduce((sum, draw) => sum + draw.packs, 0);
          expect(taken).toBe(Math.min(wish, there - gone));
          gone += taken;
          ({ layers } = drawn);
        }
        expect(layers.reduce((sum, each) => sum + each.packsLeft, 0)).toBe(there - gone);
        // Whatever has been touched stands before whatever has not.
        const begun = layers.map((each) => each.packsLeft < each.packs);
        const firstWhole = layers.findIndex((each) => each.packsLeft > 0 && each.packsLeft === each.packs);
        expect(firstWhole < 0 || begun.slice(firstWhole + 1).every((each) => !each)).toBe(true);
      }),
    );
  });
});
