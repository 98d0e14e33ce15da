import { describe, expect, it } from "vitest";
import { ownPath } from "~/http/own-path";

describe("the way on after signing in", () => {
  it.each([
    "/",
    "/cart",
    "/orders/D4K7-9QXM-2TB?paid",
    "/products?q=%E8%92%9C%E8%8B%97&season=spring",
    "/products/a%2fb",
    "/products?q=100%25",
    "/wholesale#tiers",
    "/x?next=//evil.test",
  ])("may be any path of ours: %s", (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    "https://evil.test",
    "HTTPS:evil.test",
    "javascript:alert(1)",
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/cart\\..\\..\\evil",
    "/%2f/evil.test",
    "/%2Fevil.test",
    "/%5cevil.test",
    "/%5C%5Cevil.test",
    "/%252fevil.test",
    "/%255cevil.test",
    "/.//evil.test",
    "/x/..//evil.test",
    "/\t/evil.test",
    "/\n/evil.test",
    "/%09/evil.test",
    "/%0d%0aset-cookie:a=b",
    " /cart",
    "/cart ",
    "cart",
    "@evil.test",
    "/@evil.test\u0000",
    "/蒜苗",
    "",
    `/${"a".repeat(500)}`,
  ])("is never one that somebody might read as another site's, nor no path at all: %j", (path) => {
    expect(ownPath(path)).toBeUndefined();
  });

  it("does not lead back into signing in", () => {
    for (const path of ["/sign-in", "/sign-in?then=/cart", "/sign-in/again", "/en/sign-in"]) {
      expect(ownPath(path), path).toBeUndefined();
    }
    expect(ownPath("/sign-inn")).toBe("/sign-inn");
  });

  it("keeps the language of the page, whichever one the path was written in", () => {
    expect(ownPath("/en/cart")).toBe("/cart");
    expect(ownPath("/zh-TW")).toBe("/");
    expect(ownPath("/en?x=1")).toBe("/?x=1");
    expect(ownPath("/english")).toBe("/english");
    expect(ownPath("/en//evil.test")).toBeUndefined();
  });

  it("is nowhere when nothing was said", () => {
    expect(ownPath(null)).toBeUndefined();
    expect(ownPath(undefined)).toBeUndefined();
  });
});
