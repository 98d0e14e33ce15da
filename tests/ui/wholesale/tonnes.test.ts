import { describe, expect, it } from "vitest";
import { tonnesToGrams } from "~/modules/wholesale/lead.forms";
import { readTonnes, tonnesText } from "~/ui/wholesale/tonnes";

describe("tonnes typed into the calculator", () => {
  it("are read as the request form reads them", () => {
    for (const typed of ["12", "7.5", "0.5", " 30 ", "１２．２５", "499.999"]) {
      expect(readTonnes(typed), typed).toBe(tonnesToGrams.parse(typed));
    }
  });

  it("are undefined when they are no number", () => {
    for (const typed of ["", "abc", "-1", "1,000", "12.3456", "12吨"]) {
      expect(readTonnes(typed), typed).toBeUndefined();
    }
  });

  it("are written back the same way", () => {
    expect(tonnesText(readTonnes("7.50") ?? 0n)).toBe("7.5");
  });
});
