import { describe, expect, it } from "vitest";
import { nameReading } from "~/modules/identity/name-reading.server";

describe("a Chinese name in Latin letters", () => {
  it("puts the family name first and writes the given name as one word", () => {
    expect(nameReading("杜晓燕")).toBe("Du Xiaoyan");
    expect(nameReading("郝敏")).toBe("Hao Min");
  });

  it("reads a character as it sounds in a family name", () => {
    expect(nameReading("单立国")).toBe("Shan Liguo");
  });

  it("keeps a family name of two characters together", () => {
    expect(nameReading("欧阳海棠")).toBe("Ouyang Haitang");
  });

  it("leaves alone what is no Chinese name", () => {
    expect(nameReading("Ada Lovelace")).toBeNull();
    expect(nameReading("陇县城关镇堎底下村")).toBeNull();
    expect(nameReading("")).toBeNull();
  });
});
