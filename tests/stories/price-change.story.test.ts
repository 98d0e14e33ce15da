import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { GARLIC } from "./buying";
import { become } from "./demo-desk";

const POLL_MS = 50;
const WITHIN_MS = 1_000;

describe("a price changed at the desk", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("is on the shop's kept page within a second, for somebody who has never been there", async () => {
    const { origin } = portal;
    const product = `${origin}/products/${GARLIC.slug}`;
    const stranger = await browser.newPhone();
    expect(await priceOn(stranger, product)).toBe("¥28.80");
    // Whoever asks a second time gets the kept page: the same bytes, under the same tag.
    const kept = await fetch(product);
    expect((await fetch(product)).headers.get("etag")).toBe(kept.headers.get("etag"));

    const staff = await browser.newDesktop();
    await become(staff, origin, "杜晓燕");
    await staff.getByRole("link", { name: "商品" }).click();
    const goods = staff.getByRole("article").filter({
      has: staff.getByRole("heading", { name: GARLIC.name, exact: true }),
    });
    const size = goods.getByRole("listitem").filter({ hasText: GARLIC.size });
    await size.getByText("改价", { exact: true }).first().click();
    await size.getByLabel("新价钱").fill("31.50");
    const answered = staff.waitForResponse((answer) => answer.request().method() === "POST");
    await size.getByRole("button", { name: "改价" }).click();
    await answered;

    const savedAt = performance.now();
    const seen = async () => textOf(await (await fetch(product)).text()).includes("¥31.50");
    await expect.poll(seen, { interval: POLL_MS, timeout: WITHIN_MS }).toBe(true);
    expect(performance.now() - savedAt).toBeLessThan(WITHIN_MS);

    await staff.getByText("店铺里已是新价").waitFor();
    expect(await priceOn(stranger, product)).toBe("¥31.50");
    expect(await priceOn(await browser.newPhone(), product)).toBe("¥31.50");
  });
});

const textOf = (html: string) => html.replace(/<[^>]*>/g, "");

/** What the size costs, as its choice on the product's page says. */
async function priceOn(page: Page, product: string): Promise<string> {
  await page.goto(product);
  const choice = await page.getByRole("radio", { name: GARLIC.size }).locator("xpath=..").textContent();
  return /¥\d+\.\d\d/.exec(choice ?? "")?.[0] ?? "";
}
