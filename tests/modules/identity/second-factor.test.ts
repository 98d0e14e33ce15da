import { describe, expect, it } from "vitest";
import { cryptoRandom } from "~/kernel/ids";
import { describeDevice } from "~/modules/identity/device";
import { passwordProblem } from "~/modules/identity/password";
import { drawRecoveryCode, readSecondFactor } from "~/modules/identity/second-factor";
import { stepOfCode } from "~/modules/identity/totp.server";

describe("a password", () => {
  const phone = "13800000003";
  it.each([
    ["九个字符的密码短", "passwordShort"],
    ["a".repeat(129), "passwordLong"],
    ["1234567890", "passwordCommon"],
    ["9876543210", "passwordCommon"],
    ["abcdefghijkl", "passwordCommon"],
    ["aaaaaaaaaaaa", "passwordCommon"],
    ["abababababab", "passwordCommon"],
    ["Password123", "passwordCommon"],
    ["5201314520", "passwordCommon"],
    ["13800000003", "passwordCommon"],
    ["13800000003ab", "passwordCommon"],
  ])("such as %j will not do", (password, problem) => {
    expect(passwordProblem(password, phone)).toBe(problem);
  });

  it.each(["蒜苗蜂蜜葡萄樱桃香菇木耳", "correct horse", "小米 apple 1998", "13800000003 和我家的狗"])(
    "needs no rules beyond that: %j",
    (password) => {
      expect(passwordProblem(password, phone)).toBeUndefined();
    },
  );
});

describe("a code of time", () => {
  /** RFC 6238 appendix B, SHA-1; eight digits there, the last six of them here. */
  const secret = new TextEncoder().encode("12345678901234567890");
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
  ])("is that of the standard's examples at second %i", (second, code) => {
    expect(stepOfCode(secret, code, new Date(second * 1000))).toBe(BigInt(Math.floor(second / 30)));
  });

  it("names the step it belongs to, also when the telephone's clock is off by one", () => {
    expect(stepOfCode(secret, "287082", new Date(61_000))).toBe(1n);
    expect(stepOfCode(secret, "287082", new Date(121_000))).toBeUndefined();
  });
});

describe("a recovery code", () => {
  it("has sixteen characters that nobody takes for each other", () => {
    expect(drawRecoveryCode(cryptoRandom)).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
  });

  it("and a code of the app are told apart as they are typed", () => {
    expect(readSecondFactor(" 123 456 ")).toEqual({ kind: "totp", code: "123456" });
    expect(readSecondFactor("１２３４５６")).toEqual({ kind: "totp", code: "123456" });
    expect(readSecondFactor("7k3m-9qxa-wb2p-h4td")).toEqual({
      kind: "recoveryCode",
      code: "7K3M9QXAWB2PH4TD",
    });
    expect(readSecondFactor("12345")).toBeUndefined();
  });
});

describe("a device", () => {
  it.each([
    [
      "Mozilla/5.0 (Linux; Android 14; V2339A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0",
      "phone android wechat",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
      "phone ios safari",
    ],
    [
      "Mozilla/5.0 (Linux; Android 13; Tab) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
      "tablet android chrome",
    ],
    ["Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1 Mobile HuaweiBrowser/5.0", "phone harmony huawei"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0 Safari/537.36 Edg/131.0",
      "computer windows edge",
    ],
    ["curl/8.5", "other other other"],
    ["", "other other other"],
  ])("is recognised by how it names itself: %s", (userAgent, expected) => {
    const { kind, system, browser } = describeDevice(userAgent);
    expect(`${kind} ${system} ${browser}`).toBe(expected);
  });
});
