import { describe, expect, it } from "vitest";
import { inLocale, localeOfPath } from "~/http/locale";
import { LOCALES } from "~/kernel/text";

describe("the language of an address", () => {
  const addresses: readonly [string, string][] = [
    ["/", "zh-CN"],
    ["/products", "zh-CN"],
    ["/en", "en"],
    ["/en/", "en"],
    ["/en/products", "en"],
    ["/en.data", "en"],
    ["/en/products.data", "en"],
    ["/zh-TW", "zh-TW"],
    ["/zh-TW.data", "zh-TW"],
    ["/zh-TW/villages/a", "zh-TW"],
    ["/english", "zh-CN"],
    ["/en-GB", "zh-CN"],
    ["/en.css", "zh-CN"],
    ["/zh-TWx", "zh-CN"],
    ["/zh-tw", "zh-CN"],
    ["/EN", "zh-CN"],
    ["/products/en", "zh-CN"],
    ["/zh-CN", "zh-CN"],
    ["//en", "zh-CN"],
    ["", "zh-CN"],
  ];
  for (const [address, locale] of addresses) {
    it(`is ${locale} for "${address}"`, () => expect(localeOfPath(address)).toBe(locale));
  }

  it("is found again in every address that was put into a language", () => {
    for (const locale of LOCALES) {
      for (const path of ["/", "/products", "/products/en", "/enough"]) {
        expect(localeOfPath(inLocale(locale, path))).toBe(locale);
      }
    }
    expect(inLocale("en", "/")).toBe("/en");
    expect(inLocale("zh-CN", "/")).toBe("/");
  });
});
