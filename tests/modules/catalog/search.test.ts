import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, LONGEST_QUERY, searchQuery, searchText, spellings } from "~/modules/catalog/search.server";

describe("folding what was typed", () => {
  it("makes traditional characters, capitals and full-width forms one", () => {
    expect(fold("ＴＥＡ　蘋果 隴縣")).toBe("tea 苹果 陇县");
  });

  it("folds a text that is folded already to itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe("spelling a Chinese name", () => {
  it("gives pinyin and initials from every syllable on", () => {
    expect(spellings("阳光玫瑰")).toEqual(
      expect.arrayContaining(["yangguangmeigui", "meigui", "gui", "ygmg", "mg"]),
    );
  });

  it("reads 重庆 as a place and not as heavy", () => {
    expect(spellings("重庆")).toContain("chongqing");
  });

  it("has nothing to spell in a name without Chinese characters", () => {
    expect(spellings("Honey 500g")).toEqual([]);
  });
});

describe("the text kept for a listing", () => {
  it("begins with the folded name on a line of its own", () => {
    const text = searchText({
      name: "隴縣蒜苗",
      aliases: ["青蒜"],
      places: ["堎底下村"],
      texts: ["早上现拔"],
    });
    expect(text.split("\n")[0]).toBe("陇县蒜苗");
    expect(text).toContain("青蒜");
    expect(text).toContain("suanmiao");
    expect(text).toContain("早上现拔");
  });

  it("does not spell running text", () => {
    const text = searchText({ name: "蒜苗", aliases: [], places: [], texts: ["早上现拔"] });
    expect(text).not.toContain("zaoshang");
  });
});

describe("what a query asks of the index", () => {
  it("cuts a run of characters into overlapping pairs", () => {
    expect(searchQuery("新鲜蒜苗")?.tsquery).toBe("'新鲜' & '鲜蒜' & '蒜苗'");
  });

  it("takes a single character and letters as beginnings", () => {
    expect(searchQuery("蒜")?.tsquery).toBe("'蒜':*");
    expect(searchQuery("Suanmiao 3kg")?.tsquery).toBe("'suanmiao':* & '3kg':*");
  });

  it("asks nothing when nothing searchable was typed", () => {
    expect(searchQuery("！？ -- ")).toBeUndefined();
  });

  it("never lets through a character that means something in a tsquery", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (typed) => {
        const query = searchQuery(typed);
        if (query)
          expect(query.tsquery).toMatch(
            /^'[a-z0-9\u3400-\u4dbf\u4e00-\u9fff]+'(:\*)?( & '[a-z0-9\u3400-\u4dbf\u4e00-\u9fff]+'(:\*)?)*$/,
          );
      }),
    );
  });

  it("cuts a query longer than anybody types", () => {
    expect(searchQuery("蒜".repeat(500))?.folded).toHaveLength(LONGEST_QUERY);
  });
});
