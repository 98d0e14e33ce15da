import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";

/**
 * Taps in the very moment that React begins to listen and has not yet looked at the page: on a busy phone that is when
 * a finger comes down, and React then takes the page over at once.
 */
function tapAsReactBegins(): void {
  const listen = Document.prototype.addEventListener;
  Document.prototype.addEventListener = function (this: Document, ...args: Parameters<typeof listen>) {
    listen.apply(this, args);
    if (args[0] === "click") queueMicrotask(() => document.body.click());
  };
}

/** React has put its mark on what it took over; an error on the way would fail the story. */
async function isAlive(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith("__react")));
}

describe("somebody who taps before a page has come alive", () => {
  const browser = useBrowser();
  const portal = usePortal();

  for (const path of ["/", "/products", "/cart", "/sign-in", "/demo"]) {
    it(`finds it come alive all the same: ${path}`, async () => {
      const page = await browser.newPhone();
      await page.addInitScript(tapAsReactBegins);
      await page.goto(`${portal.origin}${path}`, { waitUntil: "networkidle" });
      await isAlive(page);
    });
  }

  it("and goes back twice, finds the page whose address stands there", async () => {
    const page = await browser.newPhone();
    await page.goto(`${portal.origin}/wholesale`, { waitUntil: "networkidle" });
    await page.locator('a[href^="/wholesale/lots/"]:visible').first().tap();
    await page.waitForURL("**/wholesale/lots/**");
    const lot = page.url();
    const name = page.getByRole("heading", { level: 1, name: "堎底下蒜苗" });
    await name.waitFor();
    await page.locator('a[href^="/wholesale/requests/new"]:visible').first().tap();
    await page.waitForURL("**/wholesale/requests/**");
    await page.goto(`${portal.origin}/sign-in`, { waitUntil: "networkidle" });

    const held: (() => void)[] = [];
    const letGo = () => {
      for (const go of held.splice(0)) go();
    };
    await page.route("**/assets/*.js", (route) => void held.push(() => void route.continue()));
    await page.goBack({ waitUntil: "commit" });
    await expect
      .poll(() => held.length, { message: "the page is on its way to coming alive" })
      .toBeGreaterThan(0);
    await page.evaluate(() => history.back());
    await page.waitForURL(lot, { waitUntil: "commit" });
    letGo();
    await page.unroute("**/assets/*.js");
    await name.waitFor();
    await isAlive(page);
  });
});
