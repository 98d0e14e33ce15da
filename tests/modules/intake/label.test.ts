import { describe, expect, it } from "vitest";
import { type LabelPack, MOST_LABELS, netContent, netHeightMm, readLabelWish } from "~/modules/intake/label";

const pack = (skuId: string, inStore: number): LabelPack => ({
  skuId,
  inStore,
  name: "5斤装",
  printed: "5斤装",
  netGrams: 2_500n,
});
const PACKS = [pack("few", 3), pack("many", 12)];
const read = (query: string, packs: readonly LabelPack[] = PACKS) =>
  readLabelWish(new URLSearchParams(query), packs);

describe("labels of a lot", () => {
  it("are, where nobody says otherwise, one for each pack of the kind there are most of", () => {
    expect(read("")).toEqual({
      wish: { paper: "60x40", pack: PACKS[1], netGrams: 2_500n, count: 12 },
      problems: {},
    });
    expect(read("", []).wish).toMatchObject({ pack: null, netGrams: null, count: 1 });
  });

  it("say the pack's own net weight, and for crates the weight that was typed or a line to write on", () => {
    expect(read("what=few&kilograms=9").wish).toMatchObject({ netGrams: 2_500n, count: 3 });
    expect(read("what=weight&kilograms=12.5&paper=a4").wish).toMatchObject({
      netGrams: 12_500n,
      paper: "a4",
    });
    expect(read("what=weight&kilograms=").wish.netGrams).toBeNull();
    expect(read("what=weight&kilograms=0").wish.netGrams, "nothing weighs nothing").toBeNull();
    expect(read("what=weight&kilograms=a lot")).toMatchObject({
      wish: { netGrams: null },
      problems: { kilograms: "weightUnreadable" },
    });
  });

  it("are never more than fit ten sheets, however many are asked for", () => {
    expect(read("count=7").wish.count).toBe(7);
    expect(read(`count=${MOST_LABELS}`)).toMatchObject({ wish: { count: MOST_LABELS }, problems: {} });
    expect(read("", [pack("sold out", 0)]).wish.count, "one at least, for the pack that comes next").toBe(1);
    for (const asked of ["0", "181", "999", "-1", "1e3"]) {
      expect(read(`count=${asked}`), asked).toMatchObject({
        wish: { count: 12 },
        problems: { count: "countUnreadable" },
      });
    }
    expect(read("", [pack("mountain", 5_000)]).wish.count).toBe(MOST_LABELS);
  });
});

describe("the net content on a label", () => {
  it.each([
    [50n, 2],
    [51n, 3],
    [200n, 3],
    [201n, 4],
    [1_000n, 4],
    [1_001n, 6],
    [null, 6],
  ])("of %s grams stands at least %s mm high", (grams, height) => {
    expect(netHeightMm(grams)).toBe(height);
  });

  it.each([
    [500n, "500 g"],
    [999n, "999 g"],
    [1_000n, "1 kg"],
    [2_500n, "2.5 kg"],
    [10_050n, "10.05 kg"],
  ])("of %s grams reads %s", (grams, text) => {
    expect(netContent(grams)).toBe(text);
  });
});
