import { describe, expect, it } from "vitest";
import { localized, toTraditional } from "~/platform/conversion.server";

describe("texts in three languages", () => {
  it("turns characters and words into those of Taiwan", () => {
    expect(toTraditional("面粉、头发、后面、干货")).toBe("麵粉、頭髮、後面、乾貨");
    expect(toTraditional("软件和视频")).toBe("軟體和影片");
  });

  it("tells a mainland 斤 of 500 g in kilograms, for in Taiwan a 斤 is 600 g", () => {
    expect(toTraditional("3斤尝鲜装")).toBe("1.5公斤嚐鮮裝");
    expect(toTraditional("1斤×2袋，10 斤一箱")).toBe("0.5公斤×2袋，5 公斤一箱");
    expect(toTraditional("5公斤、3–5斤、5斤半、六斤")).toBe("5公斤、3–5斤、5斤半、六斤");
  });

  it("keeps a wording given for Taiwan", () => {
    expect(localized({ zh: "土豆", en: "Potatoes", tw: "馬鈴薯" })["zh-TW"]).toBe("馬鈴薯");
    expect(localized({ zh: "苹果", en: "Apples" })).toEqual({
      "zh-CN": "苹果",
      "zh-TW": "蘋果",
      en: "Apples",
    });
  });
});
