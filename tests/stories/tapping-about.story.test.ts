import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { lookUp } from "./look-up";

describe("somebody who taps from page to page", () => {
  const browser = useBrowser();
  const portal = usePortal();

  const passport = async () => {
    const { code } = await lookUp<{ code: string }>(portal, "SELECT code FROM lot ORDER BY code LIMIT 1");
    return `/trace/${code}`;
  };
  const heading = (page: Page) => page.getByRole("heading", { level: 1 }).first();

  for (const prefix of ["", "/en"]) {
    it(`finds every page's words there, wherever he came from${prefix && ", in English too"}`, async () => {
      const page = await browser.newPhone();
      const starts = [`${prefix}/privacy`, `${prefix}${await passport()}`, `${prefix}/wholesale`];
      const targets = ["/products", "/villages", "/wholesale", "/privacy"].map((path) => `${prefix}${path}`);
      const told = new Map<string, string | null>();
      for (const target of targets) {
        await page.goto(`${portal.origin}${target}`);
        told.set(target, await heading(page).textContent());
      }
      for (const start of starts) {
        for (const target of targets.filter((path) => path !== start)) {
          await page.goto(`${portal.origin}${start}`, { waitUntil: "networkidle" });
          await page.locator(`a[href="${target}"]:visible`).first().tap();
          await page.waitForURL(`**${target}`);
          await expect
            .poll(() => heading(page).textContent(), { message: `from ${start} to ${target}` })
            .toBe(told.get(target));
        }
      }
    });
  }

  it("is told in one title what the page is", async () => {
    const page = await browser.newPhone();
    for (const path of ["/", "/privacy", "/wholesale", await passport()]) {
      await page.goto(`${portal.origin}${path}`);
      expect(await page.locator("head title").count(), path).toBe(1);
    }
  });

  it("is told when there is no signal, and the page comes when it is back", async () => {
    const page = await browser.newPhone();
    await page.goto(`${portal.origin}/products`, { waitUntil: "networkidle" });
    browser.expectComplaint(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
    await page.context().setOffline(true);
    await page.getByRole("link", { name: /^水果/ }).tap();
    await page.getByRole("heading", { level: 1, name: "没有信号" }).waitFor();
    await page.context().setOffline(false);
    await page.getByText("南沟阳光玫瑰").first().waitFor();
    expect(await page.getByText("陇州纯羊奶").count(), "and only what was asked for").toBe(0);
  });
});
