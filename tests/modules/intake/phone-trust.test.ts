import { describe, expect, it } from "vitest";
import { addMs, DAY_MS } from "~/kernel/clock";
import { type CodeWished, codeMayGo, NEW_PHONE_DAYS } from "~/modules/intake/phone-trust";

const SET = new Date("2026-11-01T02:00:00Z");
const wish = (over: Partial<CodeWished> = {}): CodeWished => ({
  phoneSetByUserId: "clerk",
  phoneSetAt: SET,
  askedByUserId: "clerk",
  isPhoneOfStaff: false,
  now: SET,
  ...over,
});
const refusedAs = (over: Partial<CodeWished>) => {
  const may = codeMayGo(wish(over));
  return may.ok ? "sent" : may.refusal.code;
};

describe("a code to a household's telephone", () => {
  it("is not sent by whoever wrote the number down, for seven days to the moment", () => {
    expect(refusedAs({})).toBe("PhoneJustSet");
    const over = addMs(SET, NEW_PHONE_DAYS * DAY_MS);
    expect(refusedAs({ now: addMs(over, -1) })).toBe("PhoneJustSet");
    expect(refusedAs({ now: over })).toBe("sent");
  });

  it("is sent by a colleague at once, who so has looked at the number too", () => {
    expect(refusedAs({ askedByUserId: "colleague" })).toBe("sent");
  });

  it("is sent where nobody knows who wrote the number down", () => {
    expect(refusedAs({ phoneSetByUserId: null, phoneSetAt: null })).toBe("sent");
    expect(refusedAs({ phoneSetByUserId: null, askedByUserId: null })).toBe("sent");
  });

  it("never goes to a number with which somebody works at this desk, whoever asks and however old it is", () => {
    for (const askedByUserId of ["clerk", "colleague"]) {
      expect(refusedAs({ askedByUserId, isPhoneOfStaff: true })).toBe("PhoneOfStaff");
      const now = addMs(SET, 900 * DAY_MS);
      expect(refusedAs({ askedByUserId, isPhoneOfStaff: true, now })).toBe("PhoneOfStaff");
    }
  });
});
