import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LOCALES } from "~/kernel/text";
import {
  KEPT_FOR_GOOD,
  KEPT_WHILE,
  RETENTION,
  RETENTION_KEYS,
  RETENTION_SOURCES,
} from "~/modules/identity/retention";
import zhCn from "~/ui/messages/areas/privacy.zh-CN";
import { catalogueOf } from "~/ui/messages/catalogues.server";
import { CatalogueProvider } from "~/ui/messages/provider";
import { KeptList, KeptWhileList, RetentionList } from "~/ui/privacy/retention-list";

describe("the public page about personal data", () => {
  it.each(LOCALES)("says in %s for every rule of the sweep what goes, and after how long", (locale) => {
    const catalogue = catalogueOf(locale, "privacy");
    const html = renderToStaticMarkup(
      <CatalogueProvider locale={locale} messages={catalogue}>
        <RetentionList />
        <KeptWhileList />
        <KeptList />
      </CatalogueProvider>,
    );
    const rows = html.split("<li").slice(1);
    expect(rows.length).toBe(
      RETENTION_KEYS.length + Object.keys(KEPT_WHILE).length + Object.keys(KEPT_FOR_GOOD).length,
    );
    for (const [at, key] of RETENTION_KEYS.entries()) {
      const { kept } = RETENTION[key];
      expect(rows[at], key).toMatch(new RegExp(`>${"days" in kept ? kept.days : kept.years}[^<]`));
    }
  });

  it("has no words left for a rule that is none", () => {
    const { rules } = zhCn.privacy;
    expect(Object.keys(rules.items).sort()).toEqual([...RETENTION_KEYS].sort());
    expect(Object.keys(rules.kept).sort()).toEqual(Object.keys(KEPT_FOR_GOOD).sort());
    expect(Object.keys(rules.whiles).sort()).toEqual(Object.keys(KEPT_WHILE).sort());
    expect(Object.keys(rules.sources).sort()).toEqual([...RETENTION_SOURCES].sort());
  });
});
