import { describe, expect, it } from "vitest";
import type { SheetCell, SheetColumn } from "~/modules/catalog/sheet/columns";
import { readCell } from "~/modules/catalog/sheet/read-cell";
import { readTable } from "~/modules/catalog/sheet/read-table";
import { accepted } from "../../support/market";
import { languagesIn } from "./sheet-ground";

describe("a table", () => {
  const languages = languagesIn("zh-CN");
  const read = (table: readonly (readonly (SheetCell | null)[])[]) => readTable(table, languages);

  it("may have a title on top, other columns, and headings of another language", () => {
    const done = accepted(
      read([["八月价目"], ["Listing name", "备注", "价格（元）"], ["葡萄", "好", "69.9"]]),
    );
    expect(done.unread).toEqual(["备注"]);
    expect(done.rows).toEqual([{ number: 3, cells: { name: "葡萄", price: "69.9" } }]);
  });

  it("leaves out empty rows and keeps the numbers Excel shows", () => {
    const done = accepted(
      read([
        ["商品名称", "价格（元）"],
        [null, " "],
        ["葡萄", null],
      ]),
    );
    expect(done.rows.map(({ number }) => number)).toEqual([3]);
  });

  it("is refused without headings that say which listing a row is about, and when nothing stands below", () => {
    expect(
      read([
        ["a", "b"],
        ["1", "2"],
      ]),
    ).toMatchObject({ refusal: { code: "SheetHeadingsMissing" } });
    expect(
      read([
        ["价格（元）", "净重（克）"],
        ["1", "2"],
      ]),
    ).toMatchObject({
      refusal: { code: "SheetHeadingsMissing" },
    });
    expect(read([["商品名称", "价格（元）"]])).toMatchObject({ refusal: { code: "SheetEmpty" } });
    const long = Array.from({ length: 5_001 }, () => ["葡萄", "1"]);
    expect(read([["商品名称", "价格（元）"], ...long])).toMatchObject({
      refusal: { code: "SheetTooManyRows" },
    });
  });
});

describe("a cell", () => {
  const languages = languagesIn("zh-CN");
  const read = (column: SheetColumn, cell: SheetCell) => {
    const done = readCell(column, cell, languages);
    return "canonical" in done ? done.canonical : done.problem;
  };

  it("of a price is money as Excel shows it, rounded to the fen", () => {
    expect(read("price", "29.9")).toBe("2990");
    expect(read("price", "￥1,299")).toBe("129900");
    expect(read("price", "32.890000000000001")).toBe("3289");
    expect(read("price", "20.895")).toBe("2090");
    expect(read("price", "29,9")).toBe("priceUnreadable");
    expect(read("price", "-3")).toBe("priceUnreadable");
    expect(read("price", "0")).toBe("priceOutOfRange");
    expect(read("price", "100000"), "the highest").toBe("10000000");
    expect(read("price", "100000.01")).toBe("priceOutOfRange");
  });

  it("of a weight is grams, or says its unit", () => {
    expect(read("weight", "2500")).toBe("2500");
    expect(read("weight", "5斤")).toBe("2500");
    expect(read("weight", "2.5 公斤")).toBe("2500");
    expect(read("weight", "1.5kg")).toBe("1500");
    expect(read("weight", "五斤")).toBe("weightUnreadable");
    expect(read("weight", "0.5")).toBe("weightUnreadable");
    expect(read("weight", "600公斤")).toBe("weightTooHeavy");
  });

  it("of months takes lists and runs, also over the new year", () => {
    expect(read("months", "8、9,10")).toBe("8,9,10");
    expect(read("months", "11-2月")).toBe("1,2,11,12");
    expect(read("months", "1-12")).toBe("1,2,3,4,5,6,7,8,9,10,11,12");
    for (const none of ["0", "13", "0-3", "10-13", "秋"])
      expect(read("months", none), none).toBe("monthsUnreadable");
    expect(read("months", { day: "2026-03-05" })).toBe("isDay");
  });

  it("of a choice takes the word of any language and the code, and nothing else", () => {
    expect(read("template", "水果")).toBe("fruit");
    expect(read("template", "Fruit")).toBe("fruit");
    expect(read("template", "葉菜、蔥蒜")).toBe("leafVegetables");
    expect(read("template", "水产")).toBe("optionUnknown");
    expect(read("attr.allergens", "蛋、奶")).toBe("egg,milk");
    expect(read("attr.allergens", "不含下列各项、蛋")).toBe("noneAndSome");
  });

  it("of the hours for a claim is whole hours from one to ten days", () => {
    expect(["1", "24 小时", "240"].map((text) => read("hours", text))).toEqual(["1", "24", "240"]);
    for (const none of ["0", "241", "1.5", "-1", "一天"]) {
      expect(read("hours", none), none).toBe("hoursOutOfRange");
    }
  });

  it("of other names takes eight at most, and none where it is empty", () => {
    const names = (count: number) => Array.from({ length: count }, (_, at) => `名${at}`).join("、");
    expect(read("aliases", names(8)).split(",")).toHaveLength(8);
    expect(read("aliases", names(9))).toBe("tooManyAliases");
  });

  it("that holds one of Excel's errors says so", () => {
    expect(read("name", "#REF!")).toBe("isError");
  });
});
