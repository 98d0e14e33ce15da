import { describe, expect, it } from "vitest";
import { readTestPlan } from "../../scripts/lib/test-plan.mjs";

describe("npm test", () => {
  it("does everything when nothing is asked for", () => {
    expect(readTestPlan([])).toEqual({
      checks: ["types", "lint"],
      projects: ["unit", "integration", "stories"],
      chosen: false,
      passOn: [],
    });
  });

  it("does only what --only names", () => {
    expect(readTestPlan(["--only", "types,unit"])).toMatchObject({ checks: ["types"], projects: ["unit"] });
    expect(readTestPlan(["--only=stories"])).toMatchObject({ checks: [], projects: ["stories"] });
    expect(() => readTestPlan(["--only", "story"])).toThrow(/unit, integration, stories, types, lint/);
  });

  it("runs a named file alone, in the project that its name tells, and hands vitest's options on", () => {
    expect(readTestPlan(["tests/kernel/money.test.ts", "-u"])).toEqual({
      checks: [],
      projects: ["unit"],
      chosen: true,
      passOn: ["tests/kernel/money.test.ts", "-u"],
    });
    expect(readTestPlan(["a.story.test.ts", "b.db.test.ts"]).projects).toEqual(["integration", "stories"]);
  });

  it("asks every project when a name may mean any of them", () => {
    expect(readTestPlan(["money"]).projects).toEqual(["unit", "integration", "stories"]);
  });
});
