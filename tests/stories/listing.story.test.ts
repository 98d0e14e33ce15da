import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { become, moveClock } from "./demo-desk";
import { addPhotographs, approve } from "./grapes";

const WITHIN_MS = 1_000;
const NAME = "南沟红谷小米";

/** Fills in what grain is asked for, as somebody does with a thumb. */
async function writeMillet(phone: Page): Promise<void> {
  await phone.getByLabel("商品名称").fill(NAME);
  await phone.getByLabel("一句话介绍", { exact: true }).fill("当年新米，熬粥出油");
  await phone.getByLabel(/^保质期/).fill("240");
  await phone.getByLabel(/^怎么存放/).selectOption("dry");
  await phone.getByLabel("不含下列各项").check();
  await phone.getByLabel("规格名称").fill("5斤装");
  await phone.getByLabel("净重").fill("5");
  await phone.getByLabel("元/斤").fill("12");
  expect(await phone.getByLabel("元/袋").inputValue()).toBe("60");
  expect(await phone.getByLabel("元/公斤").inputValue()).toBe("24");
}

/** Cuts a little off the first photograph and puts the last one in front of it. */
async function cropAndOrder(phone: Page): Promise<void> {
  const cards = phone.getByRole("article");
  await cards.first().getByRole("button", { name: "裁剪" }).click();
  const handle = cards.first().locator(".ReactCrop__drag-handle.ord-se");
  await handle.waitFor();
  const at = await handle.boundingBox();
  if (!at) throw new Error("the corner of the cut is on the screen");
  await phone.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await phone.mouse.down();
  await phone.mouse.move(at.x - 40, at.y - 30);
  await phone.mouse.up();
  const before = await cards.first().locator("img").first().getAttribute("src");
  await cards.first().getByRole("button", { name: "裁好" }).click();
  await expect.poll(() => cards.first().locator("img").first().getAttribute("src")).not.toBe(before);
  const last = await cards.last().locator("img").first().getAttribute("src");
  await cards.last().getByRole("button", { name: "设为封面" }).click();
  await expect.poll(() => cards.first().locator("img").first().getAttribute("src")).toBe(last);
}

/** Plans a price for the next minutes of the portal's clock. */
async function planPrice(phone: Page, yuan: string, at: Date): Promise<void> {
  await phone.getByRole("link", { name: "价格和计划" }).click();
  await phone.getByLabel("改价").check();
  await phone.getByLabel("一份多少元").fill(yuan);
  const minute = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
  await phone.getByLabel(/^从什么时候/).fill(minute);
  await phone.getByLabel("为什么").fill("直播夜");
  await phone.getByRole("button", { name: "排上" }).click();
  await phone.getByText("等时间到").waitFor();
}

async function submit(phone: Page): Promise<void> {
  await phone.getByRole("button", { name: "提交审核" }).click();
  await phone.getByText("已交给联盟审核").waitFor();
}

describe("a new listing", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("is written on a phone with three photographs, cropped and put in order, sent back once, approved, and in the shop within a second; so is the price planned for later", async () => {
    const { origin } = portal;
    const staff = await browser.newPhone();
    await become(staff, origin, "雷小宁");
    await staff.goto(`${origin}/coop/nangou-putao/products`);
    await staff.getByRole("link", { name: "新建商品" }).click();
    await staff.getByRole("link", { name: "米面杂粮", exact: true }).click();
    await writeMillet(staff);
    await staff.getByRole("button", { name: "建好草稿" }).click();
    await staff.waitForURL(/photos/);
    await addPhotographs(staff);
    await cropAndOrder(staff);
    await staff.getByRole("link", { name: "照片好了" }).click();
    await staff.getByText("3 张照片").waitFor();
    const listing = staff.url();
    await staff.getByRole("link", { name: "预览" }).click();
    await staff.getByText("只有您能看到这一页").waitFor();
    await staff.goto(listing);
    await submit(staff);

    const alliance = await browser.newPhone();
    await become(alliance, origin, "郝敏");
    await alliance.goto(`${origin}/alliance/reviews`);
    await alliance.getByRole("link", { name: NAME }).click();
    await alliance.locator("summary", { hasText: "退回修改" }).click();
    await alliance.getByLabel("净重不清楚").check();
    await alliance.getByLabel("说明白怎么改").fill("包装上的净重请拍一张");
    await alliance.getByRole("button", { name: "请修改" }).click();
    await alliance.getByRole("heading", { name: "商品审核" }).waitFor();
    expect(await alliance.getByRole("link", { name: NAME }).count()).toBe(0);

    await staff.goto(listing);
    await staff.getByText("联盟请您改一改").waitFor();
    await staff.getByRole("link", { name: "照片", exact: true }).click();
    await staff.getByText("说明、删除").first().click();
    await staff.getByLabel("照片上看得清净重").first().check();
    await staff.getByRole("button", { name: "记下" }).first().click();
    await staff.getByRole("link", { name: "照片好了" }).click();
    await submit(staff);

    await approve(alliance, origin, NAME);
    const found = `${origin}/products?q=${encodeURIComponent("红谷")}`;
    const seen = async () => (await (await fetch(found)).text()).includes(NAME);
    await expect.poll(seen, { interval: 50, timeout: WITHIN_MS }).toBe(true);

    await staff.goto(listing);
    await planPrice(staff, "65", new Date(Date.now() + 20 * 60_000));
    const buyer = await browser.newPhone();
    await buyer.goto(found);
    await buyer.getByRole("link", { name: NAME }).first().click();
    await buyer.getByRole("heading", { name: NAME }).waitFor();
    const page = buyer.url();
    const costs = async () => (await (await fetch(page)).text()).replaceAll(/<[^>]*>/g, "");
    expect(await costs()).toContain("¥60.00");
    await moveClock(staff, origin, "36 分钟");
    await expect.poll(costs, { interval: 50, timeout: WITHIN_MS }).toContain("¥65.00");
    await staff.goto(`${listing}/prices`);
    await staff.getByText("按计划改价 · 直播夜").waitFor();
  });
});
