import { describe, expect, it } from "vitest";
import { localized, toTraditional } from "~/platform/conversion.server";

describe("texts in three languages", () => {
  it("turns characters and words into those of Taiwan", () => {
    expect(toTraditional("面粉、头发、后面、干货")).toBe("麵粉、頭髮、後面、乾貨");
    expect(toTraditional("软件和视频")).toBe("軟體和影片");
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
