import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "~/kernel/text";
import { catalogueOf } from "~/ui/messages/catalogues.server";
import { CatalogueProvider } from "~/ui/messages/provider";
import { NamedPacks, Weight } from "~/ui/primitives/weight";

const read = (locale: Locale, what: React.ReactNode) =>
  renderToStaticMarkup(
    <CatalogueProvider locale={locale} messages={catalogueOf(locale, "market")}>
      {what}
    </CatalogueProvider>,
  ).replaceAll(/<[^>]*>/g, "");

describe("a weight", () => {
  it("is told in the unit its reader buys by: a 斤 of 500 g only where a 斤 is 500 g", () => {
    expect(LOCALES.map((locale) => read(locale, <Weight grams={2_500n} />))).toEqual([
      "5斤",
      "2.5公斤",
      "2.5kg",
    ]);
  });

  it("of a tonne and more is told in tonnes to everybody", () => {
    expect(LOCALES.map((locale) => read(locale, <Weight grams={1_000_000n} />))).toEqual([
      "1吨",
      "1噸",
      "1t",
    ]);
    expect(read("zh-CN", <Weight grams={999_500n} />)).toBe("1,999斤");
  });

  it("of packs stands beside their name where the name does not say it, and then how many", () => {
    expect(read("zh-CN", <NamedPacks name="尝鲜装" grams={1_500n} packs={2} />)).toBe("尝鲜装 · 3斤 × 2");
    expect(read("zh-CN", <NamedPacks name="3斤尝鲜装" grams={1_500n} packs={1} />)).toBe("3斤尝鲜装 × 1");
  });
});
