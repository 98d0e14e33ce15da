import { describe, expect, it } from "vitest";
import { grapes, idOf, listingOf, packOf, plan, problemsOf, row } from "./sheet-ground";

describe("packs of one listing in a sheet", () => {
  const listing = listingOf({
    shown: grapes({ packs: [packOf(11), packOf(12, { netGrams: 5_000n, priceFen: 12_900n })] }),
  });

  it("are each held to the floor of their own weight and price", () => {
    // The floors are 50 and 100 yuan.
    const done = plan(
      [listing],
      [row(2, { pack: idOf(11), price: "60" }), row(3, { pack: idOf(12), price: "60" })],
    );
    expect(done.rows.map(problemsOf)).toEqual([[], ["price belowFloor"]]);
    expect(done.rows[1]?.problems[0]?.facts).toEqual({ fen: 10_000 });
    expect(plan([listing], [row(2, { pack: idOf(12), price: "100" })]).rows[0]?.kind).toBe("change");
  });

  it("that have no number yet go by their name, and a pack with a number is never taken for one", () => {
    const waiting = listingOf({
      shown: grapes(),
      base: grapes({ packs: [packOf(11), packOf(12, { skuId: null, name: { zh: "10斤装", en: "" } })] }),
    });
    const cells = { product: waiting.slug, weight: "5000", price: "129" };
    const done = plan(
      [waiting],
      [row(2, { ...cells, packName: "10斤装" }), row(3, { ...cells, packName: "20斤装" })],
    );
    expect(done.listings[0]?.draft.packs.map(({ name, priceFen }) => [name.zh, priceFen])).toEqual([
      ["5斤装", 6_990n],
      ["10斤装", 12_900n],
      ["20斤装", 12_900n],
    ]);
  });

  it("are told of in the order of the sheet, however its rows are mixed", () => {
    const other = listingOf({ productId: idOf(101), slug: "other", shown: grapes({ packs: [packOf(13)] }) });
    const mixed = [
      row(2, { pack: idOf(11), price: "70" }),
      row(3, { pack: idOf(13), price: "80" }),
      row(4, { pack: idOf(12), price: "130" }),
    ];
    expect(plan([listing, other], mixed).rows.map(({ number }) => number)).toEqual([2, 3, 4]);
  });

  it("are twelve of a new listing at most; what its rows say of the listing they say alike", () => {
    const cells = { name: "红提", template: "水果", plan: "通用", weight: "2500", price: "39.9" };
    const packs = (count: number, more: object = {}) =>
      Array.from({ length: count }, (_, at) => row(at + 2, { ...cells, packName: `${at}号装`, ...more }));
    expect(plan([], packs(12)).listings[0]?.draft.packs).toHaveLength(12);
    expect(problemsOf(plan([], packs(13)).rows[12])).toEqual(["row tooManyPacks"]);

    const said = [...packs(1, { sentence: "脆甜" }), row(9, { ...cells, packName: "大", sentence: "软甜" })];
    expect(plan([], said).rows[1]?.problems[0]).toMatchObject({
      problem: "differsFromRow",
      facts: { row: 2 },
    });
    expect(plan([], packs(2, { aliases: "" })).listings[0]?.draft.aliases).toEqual([]);
  });
});
