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
    const prices = page.locator("[data-column=price]");
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
    const prices = page.locator("[data-column=price]");
    await prices.nth(0).focus();
    await page.keyboard.press("Enter");
    expect(await prices.nth(1).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowUp");
    expect(await prices.nth(0).evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it("moves packs from the shop to a live session, and names the cell of which less is left", async () => {
    const { origin } = portal;
    const page = await browser.newPhone();
    browser.expectComplaint(/409|422/);
    await become(page, origin, "雷小宁");
    await page.goto(origin + GRID);
    const [shop, live] = [
      page.locator("[data-column=shop]").first(),
      page.locator("[data-column=live]").first(),
    ];
    const [inShop, forLive] = [Number(await shop.inputValue()), Number(await live.inputValue())];
    await shop.fill(String(inShop - 4));
    await live.fill(String(forLive + 6));
    await page.getByText("少 4 份").waitFor();
    await page.getByText("多 6 份").waitFor();
    await page.getByRole("button", { name: "保存全部改动" }).click();
    await page.getByText("份数有增减，请选原因").waitFor();

    await page.getByLabel("份数为什么变").selectOption("spoiled");
    await page.getByRole("button", { name: "保存全部改动" }).click();
    await page.getByText("这个原因和增减的方向对不上").waitFor();
    expect(await live.getAttribute("aria-invalid")).toBe("true");
    expect(await shop.inputValue()).toBe(String(inShop - 4));

    await page.getByLabel("份数为什么变").selectOption("packed");
    await page.getByRole("button", { name: "保存全部改动" }).click();
    await page.getByText("保存了 2 处改动").waitFor();
    await page.reload();
    expect(await shop.inputValue()).toBe(String(inShop - 4));
    expect(await live.inputValue()).toBe(String(forLive + 6));
  });
});
