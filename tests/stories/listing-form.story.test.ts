import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { become } from "./demo-desk";

const LISTING = "南沟阳光玫瑰";
/** A phone shows 740 px at once; longer than two of them nobody keeps in view. */
const TWO_PHONES = 1_480;

describe("a listing's form", () => {
  const browser = useBrowser();
  const portal = usePortal();

  const openForm = async (page: Page) => {
    await become(page, portal.origin, "雷小宁");
    await page.goto(`${portal.origin}/coop/nangou-putao/products`);
    await page.getByRole("link", { name: LISTING, exact: true }).click();
    await page.getByRole("link", { name: "改资料" }).click();
    await page.getByRole("heading", { name: LISTING }).waitFor();
  };
  const chapter = (page: Page, title: string) => page.locator("summary", { hasText: title });
  const hasFocus = (page: Page, label: string | RegExp) =>
    page
      .getByLabel(label)
      .first()
      .evaluate((field) => field === document.activeElement);
  const save = (page: Page) => page.getByRole("button", { name: /^保存/ }).click();

  it("is two looks long, says in each closed chapter what it holds, and has a price within one tap", async () => {
    const phone = await browser.newPhone();
    await openForm(phone);
    await phone.waitForLoadState("networkidle");
    expect(await phone.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(TWO_PHONES);
    expect(await chapter(phone, "名称和介绍").textContent()).toContain("脆，甜");
    expect(await chapter(phone, "怎么卖").textContent()).toContain("水果");
    await chapter(phone, "3斤装").click();
    await phone.getByLabel("元/箱").first().fill("47.5");
    await chapter(phone, "改过").waitFor();
    expect(await chapter(phone, "3斤装").textContent()).toContain("47.50");
  });

  it("opens every chapter with a complaint, brings one to the first, and leads to each of the others", async () => {
    browser.expectComplaint(/422/);
    const phone = await browser.newPhone();
    await openForm(phone);
    await chapter(phone, "5斤装").click();
    await phone.getByLabel("元/箱").nth(1).fill("便宜");
    await chapter(phone, "5斤装").click();
    await chapter(phone, "怎么卖").click();
    await phone.getByLabel("签收后几小时内可报坏果").fill("9999");
    await chapter(phone, "怎么卖").click();
    await chapter(phone, "品质和标签").click();
    await phone.getByLabel(/^保质期/).fill("很久");
    await chapter(phone, "品质和标签").click();
    await save(phone);

    await phone.getByText("有 3 处要改；").waitFor();
    expect(await phone.getByLabel("元/箱").nth(1).isVisible()).toBe(true);
    await expect.poll(() => phone.evaluate(() => document.activeElement?.id)).toBe("pack.1.price.pack");
    await phone.getByRole("link", { name: "签收后几小时内可报坏果" }).click();
    expect(await hasFocus(phone, "签收后几小时内可报坏果")).toBe(true);

    await phone.getByLabel("签收后几小时内可报坏果").fill("24");
    await phone.getByText("有 2 处要改；").waitFor();
    await phone.getByRole("link", { name: "还有 2 处要改" }).click();
    expect(await phone.evaluate(() => document.activeElement?.id)).toBe("pack.1.price.pack");
    await phone.getByLabel("元/箱").nth(1).fill("69.9");
    await phone.getByRole("link", { name: "还有 1 处要改" }).click();
    expect(await hasFocus(phone, /^保质期/)).toBe(true);
    await phone.getByLabel(/^保质期/).fill("10");
    await save(phone);
    await phone.getByText("已保存").waitFor();
  });

  it("puts back what was typed into a chapter that is closed again, and marks the chapter", async () => {
    const phone = await browser.newPhone();
    await openForm(phone);
    await chapter(phone, "怎么卖").click();
    await phone.getByText("11月", { exact: true }).click();
    await expect.poll(() => phone.evaluate(() => Object.keys(localStorage).length)).toBe(1);
    await phone.reload();
    await chapter(phone, "怎么卖").filter({ hasText: "改过" }).waitFor();
    expect(await chapter(phone, "怎么卖").textContent()).toContain("11月");
    expect(await phone.getByLabel("11月").isVisible()).toBe(false);
  });

  it("stands beside the listing's own page, where one tap takes it off sale and puts it back", async () => {
    const phone = await browser.newPhone();
    await openForm(phone);
    await phone.getByRole("link", { name: "回到这件商品" }).click();
    await phone.getByRole("button", { name: "下架" }).click();
    await phone.getByText("已下架").first().waitFor();
    expect(phone.url()).toMatch(/\/products\/[0-9a-f-]{36}$/);
    await phone.getByRole("button", { name: "上架" }).click();
    await phone.getByRole("button", { name: "下架" }).waitFor();
  });

  it("without JavaScript folds as well, and a refused answer comes with its chapters open", async () => {
    browser.expectComplaint(/422/);
    const phone = await browser.newPhone({ javaScriptEnabled: false });
    await openForm(phone);
    const name = phone.getByLabel("商品名称");
    expect(await name.isVisible()).toBe(false);
    await chapter(phone, "名称和介绍").click();
    await name.fill("");
    await save(phone);
    await phone.getByText("有 1 处要改；").waitFor();
    expect(await name.isVisible()).toBe(true);
    await phone.getByRole("link", { name: "商品名称" }).click();
    await name.fill(LISTING);
    await save(phone);
    await phone.getByText("已保存").waitFor();
  });
});
