import { describe, expect, it } from "vitest";
import {
  freeField,
  moveField,
  packsField,
  priceField,
  readGrid,
  wasField,
} from "~/modules/catalog/grid.forms";
import { typedYuan } from "~/modules/catalog/listing/unit-price";
import { idOf } from "./sheet-ground";

const [one, other] = [idOf(1), idOf(2)];
const cell = (skuId: string, price: string, was: string) => ({
  [priceField(skuId)]: price,
  [wasField(skuId)]: was,
});

describe("the grid", () => {
  it("changes what was typed otherwise than it stood there, and nothing else", () => {
    const read = readGrid({ ...cell(one, "69.90", "6990"), ...cell(other, "￥71", "6990"), reason: "" });
    expect(read.prices).toEqual([{ skuId: other, priceFen: 7100n, wasFen: 6990n }]);
    expect(read.problems).toEqual({});
  });

  it("reads what it shows itself, also of a thousand yuan and more", () => {
    const shown = typedYuan(123_450n * 10n);
    expect(readGrid(cell(one, shown, "123450"))).toMatchObject({ prices: [], problems: {} });
  });

  it("names each cell that is no amount of whole fen", () => {
    const read = readGrid({ ...cell(one, "贵", "6990"), ...cell(other, "69.905", "6990") });
    expect(read.problems).toEqual({
      [priceField(one)]: "priceUnreadable",
      [priceField(other)]: "priceUnreadable",
    });
  });

  it("wants to know why something is taken off or put on sale, and not why a price changes", () => {
    const move = { [moveField(one)]: "pause", [moveField(other)]: "" };
    expect(readGrid(move).problems).toEqual({ reason: "reasonMissing" });
    expect(readGrid({ ...move, reason: "卖完了" })).toMatchObject({
      problems: {},
      moves: [{ productId: one, move: "pause" }],
    });
    expect(readGrid({ [moveField(one)]: "approve", reason: "x" }).moves).toEqual([]);
  });

  it("reads packs as so many more or fewer, and asks why they come or go but not why they change places", () => {
    const packs = (skuId: string, channel: "shop" | "live", typed: string, free: string) => ({
      [packsField(skuId, channel)]: typed,
      [freeField(skuId, channel)]: free,
    });
    const moved = { ...packs(one, "shop", "50", "60"), ...packs(one, "live", "10", "0") };
    expect(readGrid(moved)).toMatchObject({
      packs: [
        { skuId: one, channel: "shop", packs: -10 },
        { skuId: one, channel: "live", packs: 10 },
      ],
      problems: {},
    });
    const packed = { ...moved, ...packs(other, "shop", "80", "60") };
    expect(readGrid(packed).problems).toEqual({ stockReason: "stockReasonMissing" });
    expect(readGrid({ ...packed, stockReason: "packed" })).toMatchObject({
      problems: {},
      stockReason: "packed",
      packs: [{}, {}, { skuId: other, channel: "shop", packs: 20 }],
    });
    expect(readGrid(packs(one, "shop", "60", "60"))).toMatchObject({ packs: [], problems: {} });
    expect(readGrid(packs(one, "shop", "半箱", "60")).problems).toEqual({
      [packsField(one, "shop")]: "packsUnreadable",
    });
  });
});
