import { describe, expect, it } from "vitest";
import { regions } from "~/platform/regions.server";

const namesOf = (code: string | undefined, locale: "zh-CN" | "zh-TW" | "en") =>
  regions.childrenOf(code, locale).map((choice) => choice.name);

describe("addresses by province, city and county", () => {
  it("knows the counties that were new in 2024", () => {
    expect(regions.regionByCode("653228")?.name["zh-CN"]).toContain("和康县");
    expect(regions.regionByCode("653229")?.name["zh-CN"]).toContain("和安县");
  });

  it("writes a county in all three languages", () => {
    expect(regions.regionByCode("610327")?.name).toEqual({
      "zh-CN": "陕西省宝鸡市陇县",
      "zh-TW": "陝西省寶雞市隴縣",
      en: "Longxian County, Baoji, Shaanxi",
    });
  });

  it("offers a district of a municipality directly below it, without a city of the same name between", () => {
    expect(namesOf("110000", "zh-CN")).toContain("东城区");
    expect(regions.regionByCode("110101")?.path.map((step) => step.code)).toEqual(["110000", "110101"]);
    expect(regions.regionByCode("110100")?.deliverable).toBe(false);
  });

  it("offers county-level cities under the province directly in Hubei and Hainan", () => {
    expect(namesOf("420000", "en")).toContain("Xiantao");
    expect(regions.regionByCode("429004")?.path).toHaveLength(2);
  });

  it("delivers to counties and to cities or provinces that have none, and to nothing above", () => {
    expect(regions.isDeliverable("610327")).toBe(true);
    expect(regions.isDeliverable("441900")).toBe(true);
    expect(regions.isDeliverable("810000")).toBe(true);
    expect(regions.isDeliverable("610300")).toBe(false);
    expect(regions.isDeliverable("610000")).toBe(false);
    expect(regions.isDeliverable("000000")).toBe(false);
    expect(regions.isDeliverable("")).toBe(false);
  });

  it("reaches every deliverable unit by walking down from the provinces", () => {
    const reached = new Set<string>();
    const walk = (code: string | undefined): void => {
      for (const choice of regions.childrenOf(code, "zh-CN")) {
        if (choice.deliverable) reached.add(choice.code);
        walk(choice.code);
      }
    };
    walk(undefined);
    expect(reached.size).toBeGreaterThan(2_800);
    expect([...reached].every((code) => regions.isDeliverable(code))).toBe(true);
  });

  it("writes place names as Taiwan does, where ordinary conversion goes astray", () => {
    expect(namesOf("430600", "zh-TW")).toContain("岳陽樓區");
    expect(namesOf("330000", "zh-TW")).toContain("台州市");
    expect(regions.regionByCode("710000")?.name["zh-TW"]).toBe("臺灣省");
  });

  it("keeps Shaanxi and Shanxi apart, and Xi'an readable", () => {
    expect(namesOf(undefined, "en")).toEqual(expect.arrayContaining(["Shaanxi", "Shanxi"]));
    expect(namesOf("610000", "en")).toContain("Xi'an");
  });

  it("names autonomous units without the list of their peoples in English", () => {
    expect(regions.regionByCode("469025")?.name.en).toBe("Baisha Autonomous County, Hainan");
    expect(regions.regionByCode("422801")?.name.en).toBe("Enshi, Enshi Prefecture, Hubei");
  });

  it("finds a county by its Chinese or its English name for a form without scripts", () => {
    expect(regions.search("澄城", "zh-CN", 5)).toEqual([
      { code: "610525", name: "陕西省渭南市澄城县", deliverable: true },
    ]);
    expect(regions.search("chengcheng", "en", 5).map((found) => found.code)).toContain("610525");
    expect(regions.search("   ", "en", 5)).toEqual([]);
  });
});
