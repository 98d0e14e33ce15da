import { describe, expect, it } from "vitest";
import { changeOf } from "~/ui/overview/sales-figures";

describe("a sum beside the one before", () => {
  it("is said as more or less in whole per cent, and plainly where there was nothing to compare with", () => {
    expect(changeOf(112n, 100n)).toMatchObject({ is: "more", percent: 12 });
    expect(changeOf(50n, 100n)).toMatchObject({ is: "less", percent: 50 });
    expect(changeOf(1815n, 100n)).toMatchObject({ is: "times", times: 18.1 });
    expect(changeOf(1003n, 1000n)).toMatchObject({ is: "same", percent: 0 });
    expect(changeOf(0n, 0n)).toMatchObject({ is: "same", percent: 0 });
    expect(changeOf(5n, 0n)).toMatchObject({ is: "nothingBefore", percent: 0 });
  });
});
