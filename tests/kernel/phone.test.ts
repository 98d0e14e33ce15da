import { describe, expect, it } from "vitest";
import { phoneText } from "~/kernel/phone";

describe("a telephone number", () => {
  it("of a landline stands with its area code apart", () => {
    expect(phoneText("09318412345")).toBe("0931-8412345");
    expect(phoneText("09170000001")).toBe("0917-0000001");
    expect(phoneText("01065123456")).toBe("010-65123456");
    expect(phoneText("02987654321")).toBe("029-87654321");
    expect(phoneText("075512345678")).toBe("0755-12345678");
  });

  it("of a service line stands in three groups", () => {
    expect(phoneText("4008001234")).toBe("400-800-1234");
  });

  it("of a mobile, masked or foreign stays as it is", () => {
    for (const number of ["13812345678", "093****2345", "85212345678", "0931-8412345", ""])
      expect(phoneText(number)).toBe(number);
  });
});
