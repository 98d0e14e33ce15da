import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { goEverywhere, WAYS } from "./every-place";
import { buyOne, fillBasket, SHOP_PLACES } from "./places";

const SCREENS = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
} as const;

/**
 * Crosswise: the screen decides about layout, the scheme about colours, and colours are the same tokens on every
 * screen; so each is seen once, in half the time.
 */
const LOOKS = [
  { screen: "phone", colorScheme: "light" },
  { screen: "desktop", colorScheme: "dark" },
] as const;

const WITHIN_MS = 300_000;

describe("everybody can use, on a phone and a desktop, by day and by night", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it.for(SHOP_PLACES)("the shop's page %s", async (path) => {
    browser.expectComplaint(/404/);
    const page = await browser.newDesktop();
    await page.goto(`${portal.origin}${path}`);
    expect(await violations(page)).toEqual([]);
  });

  it("a basket, and a checkout with everything wrong that can be", { timeout: WITHIN_MS }, async () => {
    browser.expectComplaint(/422/);
    const page = await browser.newDesktop();
    await fillBasket(page, portal);
    await page.goto(`${portal.origin}/cart`);
    expect(await violations(page)).toEqual([]);
    await page.goto(`${portal.origin}/checkout?region=610104`);
    await page.getByRole("button", { name: /^提交订单并付款/ }).click();
    await page.getByText("需要您同意这一项").first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("an order's page, and the address on it put right", async () => {
    const page = await browser.newDesktop();
    const order = await buyOne(page, portal);
    for (const path of [order, `${order}/address`, `${order}/claim`]) {
      await page.goto(`${portal.origin}${path}`);
      expect(await violations(page), path).toEqual([]);
    }
  });

  it.for(WAYS)("every screen on the way of $person", { timeout: WITHIN_MS }, async (way) => {
    browser.expectComplaint(/404/);
    const page = await browser.newDesktop();
    const found: string[] = [];
    for await (const path of goEverywhere(page, portal, way)) {
      found.push(...(await violations(page)).map((violation) => `${path} ${violation}`));
    }
    expect(found).toEqual([]);
  });
});

/** What axe finds on the page as it stands, in each look. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { screen, colorScheme } of LOOKS) {
    await page.setViewportSize(SCREENS[screen]);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // A long page takes its new colours over a frame or two; axe in between once saw night's ink on day's paper.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    // Without frames of other origins the legacy mode sees as much, and opens no page of its own for every look.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    for (const { id, nodes } of (await axe.analyze()).violations) {
      const where = nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`).join("\n    ");
      found.push(`${screen}, ${colorScheme}: ${id}\n    ${where}`);
    }
  }
  return found;
}
