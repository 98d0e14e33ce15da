import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskName, maskPhone } from "~/kernel/masking";

describe("a masked phone number", () => {
  it("keeps what tells two buyers apart and hides the rest", () => {
    expect(maskPhone("13800138000")).toBe("138****8000");
    expect(maskPhone("09175551234")).toBe("091****1234");
    expect(maskPhone("85212345678901")).toBe("85****01");
    expect(maskPhone("110")).toBe("****");
    expect(maskPhone("")).toBe("****");
  });

  it("never shows the middle of a number, however long", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 20 }), (phone) => {
        const shown = maskPhone(phone).replaceAll("*", "");
        expect(shown.length).toBeLessThanOrEqual(7);
        if (phone.length > 0) expect(shown.length).toBeLessThan(phone.length);
        expect(maskPhone(phone)).toContain("****");
      }),
    );
  });
});

describe("a masked name", () => {
  it("is its first character, whole even where that is a rare one", () => {
    expect(maskName("王秀英")).toBe("王**");
    expect(maskName("𠮷野家")).toBe("𠮷**");
    expect(maskName("Anna")).toBe("A**");
    expect(maskName("")).toBe("**");
  });

  it("does not tell how long the name is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: fc.constantFrom("王", "𠮷", "a", "é", " ") }), (name) => {
        expect([...maskName(name)]).toHaveLength(3);
      }),
    );
  });
});
