import compile from "icu-minify/compile";
import { renderToString } from "react-dom/server";
import { _createCache, _createIntlFormatters } from "use-intl";
import libraryFormat from "use-intl/format-message/format-only";
import { describe, expect, it, vi } from "vitest";
import formatMessage from "~/ui/messages/format-message";
import { CatalogueProvider } from "~/ui/messages/provider";
import { Moment } from "~/ui/primitives/moment";

/** What the library hands over with the words of one page. */
const page = (locale: string) => ({
  locale,
  formatters: _createIntlFormatters(_createCache()),
  cache: _createCache(),
});

const say = (format: typeof formatMessage, locale: string, words: string, values?: Record<string, number>) =>
  format("", compile(words), values, page(locale));

describe("words of a page", () => {
  it("say what the library makes of them", () => {
    const packs = "{count, plural, one {# pack} other {# packs}} of {grams, number} g";
    for (const locale of ["en", "zh-CN", "zh-TW"]) {
      expect(say(formatMessage, locale, "Into the cart")).toBe("Into the cart");
      const values = { count: 1, grams: 12_500 };
      expect(say(formatMessage, locale, packs, values)).toBe(say(libraryFormat, locale, packs, values));
    }
    expect(say(formatMessage, "en", packs, { count: 1, grams: 12_500 })).toBe("1 pack of 12,500 g");
    expect(say(formatMessage, "en", packs, { count: 3, grams: 500 })).toBe("3 packs of 500 g");
  });

  it("make no formatter that another page has made", () => {
    const words = "{minutes, number} minutes";
    say(formatMessage, "en", words, { minutes: 30 });
    const made = vi.spyOn(Intl, "NumberFormat");
    expect(say(formatMessage, "en", words, { minutes: 45 })).toBe("45 minutes");
    expect(made).not.toHaveBeenCalled();
  });
});

describe("moments", () => {
  const render = (locale: string, at: string) =>
    renderToString(
      <CatalogueProvider locale={locale} messages={{}}>
        <Moment at={at} shape="day" />
      </CatalogueProvider>,
    );

  it("are told in the page's language", () => {
    expect(render("en", "2026-11-22")).toContain("Nov 22, 2026");
    expect(render("zh-CN", "2026-11-22")).toContain("2026年11月22日");
    expect(render("en", "2026-11-23")).toContain("Nov 23, 2026");
  });

  it("make no formatter that another page has made", () => {
    render("en", "2026-11-22");
    const made = vi.spyOn(Intl, "DateTimeFormat");
    expect(render("en", "2026-11-24")).toContain("Nov 24, 2026");
    expect(made).not.toHaveBeenCalled();
  });
});
