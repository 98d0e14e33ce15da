import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { BUYER, GARLIC, moneyFlow, orderSays, payAtTill, placeOrder } from "./buying";
import { sessionLink } from "./look-up";

describe("a phone without JavaScript", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("buys from a host's link up to the order's page, which tells where the money goes", async () => {
    const page = await browser.newPhone({ javaScriptEnabled: false });
    await page.goto(`${portal.origin}/l/${await sessionLink(portal, GARLIC.village)}`);
    await page.getByRole("link", { name: GARLIC.name }).click();
    await page.getByText(GARLIC.size, { exact: true }).click();
    await page.getByLabel("数量").fill("2");
    await page.getByRole("button", { name: "加入购物车" }).click();
    await page.waitForURL("**/cart");
    expect(await page.getByLabel(`${GARLIC.name}的数量`).inputValue()).toBe("2");
    await page.getByRole("link", { name: "去结算" }).click();

    await page.getByRole("textbox", { name: "姓名" }).fill(BUYER.recipient);
    await choosePlace(page);
    await page.getByRole("textbox", { name: "手机号" }).fill(BUYER.phone);
    await page.getByRole("textbox", { name: "详细地址" }).fill(BUYER.street);
    await page.getByRole("button", { name: "计算运费和总价" }).click();
    await page.getByRole("button", { name: "提交订单并付款 ¥65.60" }).waitFor();
    for (const typed of [BUYER.recipient, BUYER.phone, BUYER.street]) {
      expect(await page.locator(`input[value="${typed}"]`).count(), `${typed} is kept`).toBe(1);
    }
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await placeOrder(page);

    await payAtTill(page, "wechat_pay");
    await orderSays(page, "付好了，合作社正在备货");
    expect(await moneyFlow(page)).toMatchObject({ 村集体: 2_88, 主播: 4_61 });
  });
});

/** Level by level: a button brings the next one, and keeps what was typed before. */
async function choosePlace(page: Page): Promise<void> {
  const { province, city, county } = BUYER.places;
  await page.getByRole("combobox", { name: "省份" }).selectOption(province);
  await page.getByRole("button", { name: "列出下一级" }).click();
  await page.getByRole("combobox", { name: "城市" }).selectOption(city);
  await page.getByRole("button", { name: "列出下一级" }).click();
  await page.getByRole("combobox", { name: "区县" }).selectOption(county);
}
