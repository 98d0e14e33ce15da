import type { Page, Response } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { GARLIC } from "./buying";
import { fillBasket } from "./places";

const MOST_HTML = 20_000;
const MOST_SCRIPT = 110_000;

const PLACES = {
  home: "/",
  list: "/products",
  product: `/products/${GARLIC.slug}`,
  village: `/villages/${GARLIC.village}`,
  cart: "/cart",
  checkout: "/checkout",
} as const;

describe("a shop page on a slow line", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it.for(Object.entries(PLACES))("is light and all our own: %s", async ([, path]) => {
    const page = await browser.newPhone();
    if (path === PLACES.cart || path === PLACES.checkout) await fillBasket(page, portal);
    const answers: Response[] = [];
    page.on("response", (answer) => answers.push(answer));
    await page.goto(`${portal.origin}${path}`, { waitUntil: "networkidle" });
    const html = await bytesOf(answers, "document");
    const script = await bytesOf(answers, "script");
    expect.soft(html, "bytes of HTML").toBeLessThanOrEqual(MOST_HTML);
    expect.soft(script, "bytes of JavaScript").toBeLessThanOrEqual(MOST_SCRIPT);
    expect.soft(foreign(page, answers), "requests to others").toEqual([]);
  });
});

/** Compressed, as they came over the wire. */
async function bytesOf(answers: readonly Response[], kind: "document" | "script"): Promise<number> {
  const sizes = answers
    .filter((answer) => answer.request().resourceType() === kind)
    .map(async (answer) => (await answer.request().sizes()).responseBodySize);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(0);
  return bytes;
}

function foreign(page: Page, answers: readonly Response[]): string[] {
  const { origin } = new URL(page.url());
  return answers.map((answer) => answer.url()).filter((url) => !url.startsWith(`${origin}/`));
}
