import { describe, expect, it } from "vitest";
import { z } from "zod";
import { chosenRegion, regionLevels, withRegion } from "~/http/region-field.server";
import { regions } from "~/platform/regions.server";

describe("the selects of a place", () => {
  it("mean the deepest one that was chosen", () => {
    expect(chosenRegion({ region1: "620000", region2: "620100", region3: "620102" })).toBe("620102");
    expect(chosenRegion({ region1: "620000", region2: "" })).toBe("620000");
    expect(chosenRegion({})).toBe("");
  });

  it("pass over a city that was left behind when the province changed without JavaScript", () => {
    expect(chosenRegion({ region1: "610000", region2: "620100", region3: "620102" })).toBe("610000");
  });

  it("fill in the form's region before its shape looks at it", () => {
    const shape = withRegion(z.object({ regionCode: z.string() }));
    expect(shape.parse({ region1: "110000", region2: "110105", regionCode: "999999" })).toEqual({
      regionCode: "110105",
    });
  });

  it("are drawn down to the first level not chosen yet", () => {
    const none = regionLevels(regions, undefined, "zh-CN");
    expect(none.chosen).toEqual([]);
    expect(none.choices).toHaveLength(1);
    const lanzhou = regionLevels(regions, "620100", "en");
    expect(lanzhou.chosen).toEqual(["620000", "620100"]);
    expect(lanzhou.choices).toHaveLength(3);
    expect(lanzhou.choices[2]?.some((choice) => choice.code === "620102")).toBe(true);
  });

  it("end at a county, below which nothing can be chosen", () => {
    expect(regionLevels(regions, "110105", "zh-CN").choices).toHaveLength(2);
  });

  it("begin anew for a code that names nothing", () => {
    expect(regionLevels(regions, "999999", "zh-CN")).toMatchObject({ chosen: [] });
  });
});
