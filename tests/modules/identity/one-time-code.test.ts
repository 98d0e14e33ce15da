import { describe, expect, it } from "vitest";
import { cryptoRandom } from "~/kernel/ids";
import { keyedHash, matchesKeyedHash } from "~/modules/identity/keyed-hash.server";
import { drawCode } from "~/modules/identity/one-time-code";
import { PACES, secondsToWait } from "~/modules/identity/pace";
import { isFresh } from "~/modules/identity/proof";

describe("a one-time code", () => {
  it("has six digits, leading noughts among them", () => {
    for (let times = 0; times < 500; times += 1) expect(drawCode(cryptoRandom)).toMatch(/^\d{6}$/);
    expect(drawCode(() => Uint8Array.of(0, 0, 0, 7))).toBe("000007");
  });

  it("is drawn again where a draw would make some codes likelier than others", () => {
    const draws = [Uint8Array.of(255, 255, 255, 255), Uint8Array.of(0, 0, 4, 210)];
    expect(drawCode(() => draws.shift() ?? new Uint8Array(4))).toBe("001234");
    expect(draws).toHaveLength(0);
  });
});

describe("a keyed hash", () => {
  const secrets = ["new secret", "old secret"] as const;

  it("fits its own text and use only, made under the present secret or a former one", () => {
    for (const secret of secrets) {
      const stored = keyedHash(secret, "use", "123456");
      expect(matchesKeyedHash(stored, secrets, "use", "123456")).toBe(true);
      expect(matchesKeyedHash(stored, secrets, "use", "123457")).toBe(false);
      expect(matchesKeyedHash(stored, secrets, "other use", "123456")).toBe(false);
    }
    expect(matchesKeyedHash(keyedHash("foreign", "use", "123456"), secrets, "use", "123456")).toBe(false);
  });

  it("of another length is no match and no fault", () => {
    expect(matchesKeyedHash(new Uint8Array(3), secrets, "use", "123456")).toBe(false);
  });
});

describe("a pace", () => {
  const now = new Date("2026-03-01T01:00:00Z");

  it("says how long to wait for one more try", () => {
    const full = new Date(now.getTime() + PACES.codesOfPhone.burst * PACES.codesOfPhone.regainMs);
    expect(secondsToWait(PACES.codesOfPhone, full, now)).toBe(12 * 60);
    expect(secondsToWait(PACES.codeAgain, new Date(now.getTime() + 59_001), now)).toBe(60);
    expect(secondsToWait(PACES.codeAgain, now, now)).toBe(1);
  });
});

describe("a proof", () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 1, minutes));

  it("is fresh for a quarter of an hour", () => {
    expect(isFresh({ provenAt: at(0), steppedUpAt: null }, false, at(14))).toBe(true);
    expect(isFresh({ provenAt: at(0), steppedUpAt: null }, false, at(15))).toBe(false);
  });

  it("of somebody with a second factor is the second factor's", () => {
    expect(isFresh({ provenAt: at(10), steppedUpAt: null }, true, at(11))).toBe(false);
    expect(isFresh({ provenAt: at(10), steppedUpAt: at(0) }, true, at(16))).toBe(false);
    expect(isFresh({ provenAt: at(0), steppedUpAt: at(10) }, true, at(16))).toBe(true);
  });
});
