import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { become } from "./demo-desk";

const GRID = "/coop/nangou-putao/products/grid";

describe("the grid of prices", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("names the cell that cannot be saved, loses nothing typed, and then saves all at once", async () => {
    const { origin } = portal;
    const page = await browser.newPhone();
    browser.expectComplaint(/409|422/);
    await become(page, origin, "雷小宁");
    await page.goto(origin + GRID);
    const prices = page.locator("[data-grid-price]");
    const [first, second] = [prices.nth(0), prices.nth(1)];
    await first.fill("0.01");
    await second.fill("199.5");
    await page.getByRole("button", { name: "保存全部改动" }).click();
    await page.getByText("有的格子保存不了").waitFor();
    expect(await first.getAttribute("aria-invalid")).toBe("true");
    expect(await second.getAttribute("aria-invalid")).toBeNull();
    expect(await second.inputValue()).toBe("199.5");

    await first.fill("188");
    await page.getByRole("button", { name: "保存全部改动" }).click();
    await page.getByText("保存了 2 处改动").waitFor();
    await page.reload();
    expect(await prices.nth(0).inputValue()).toBe("188");
    expect(await prices.nth(1).inputValue()).toBe("199.50");
  });

  it("goes from price to price by the arrows and Enter, as a sheet does", async () => {
    const { origin } = portal;
    const page = await browser.newPhone();
    await become(page, origin, "雷小宁");
    await page.goto(origin + GRID);
    const prices = page.locator("[data-grid-price]");
    await prices.nth(0).focus();
    await page.keyboard.press("Enter");
    expect(await prices.nth(1).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowUp");
    expect(await prices.nth(0).evaluate((field) => field === document.activeElement)).toBe(true);
  });
});
