import { describe, expect, it } from "vitest";
import { clearCookie, newBasketToken, newVisitorId, readCookie, writeCookie } from "~/http/cookies.server";

const TOKEN = "abcdefghijklmnopqrstuvwx";
const read = (cookie: string) =>
  readCookie(new Request("http://shop.test/", { headers: { cookie } }), "session");

describe("a cookie of ours", () => {
  it("is read wherever it stands among others", () => {
    expect(read(`session=${TOKEN}`)).toBe(TOKEN);
    expect(read(`a=b; session=${TOKEN}; basket=x`)).toBe(TOKEN);
    expect(read(`  session=${TOKEN}  ;;`)).toBe(TOKEN);
  });

  it("is no cookie when it is not one of our tokens, whatever was put in its place", () => {
    for (const header of [
      "",
      ";",
      "=",
      "session",
      "session=",
      "session=short",
      `session="${TOKEN}"`,
      `Session=${TOKEN}`,
      `xsession=${TOKEN}`,
      `session =${TOKEN}`,
      `session=${"a".repeat(65)}`,
      `session=${TOKEN}'--`,
      `session=%61${TOKEN}`,
      `__proto__=${TOKEN}`,
      `constructor=${TOKEN}`,
    ]) {
      expect(read(header), header).toBeUndefined();
    }
    expect(readCookie(new Request("http://shop.test/"), "session")).toBeUndefined();
  });

  it("is found behind a foreign one of the same name that is no token", () => {
    expect(read(`session=x; session=${TOKEN}`)).toBe(TOKEN);
  });

  it("is out of reach of scripts and of other sites' forms, and travels by https alone where there is https", () => {
    const plain = writeCookie("session", TOKEN, false);
    expect(plain).toBe(`session=${TOKEN}; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax`);
    expect(writeCookie("session", TOKEN, true)).toBe(`${plain}; Secure`);
    expect(clearCookie("basket", true)).toBe("basket=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
  });

  it("carries what it was given through a browser", () => {
    for (const token of [newBasketToken(), newVisitorId(new Date("2026-11-21T00:00:00Z"))]) {
      expect(read(writeCookie("session", token, true).split(";", 1)[0] ?? "")).toBe(token);
    }
    expect(newBasketToken()).not.toBe(newBasketToken());
  });
});
