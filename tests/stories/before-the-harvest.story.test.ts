import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { fillCheckout, orderSays, payAtTill, placeOrder, takeToCheckout } from "./buying";
import { become } from "./demo-desk";

const SLUG = "nangou-yangguang-meigui";
const NAME = "南沟阳光玫瑰";
const SIZE = "5斤装（4至5串）";

describe("grapes that still hang on the vine", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("are sold up to the manager's cap and no further, and packed only when goods of a lot are there", async () => {
    browser.expectComplaint(/409|422/);
    const { origin } = portal;
    const desk = `${origin}/coop/nangou-putao`;
    const manager = await browser.newPhone();
    await become(manager, origin, "雷小宁");
    await setCap(manager, desk);

    // Both stand at the checkout; there are two packs, and one buyer takes them.
    const late = await browser.newPhone();
    await late.goto(`${origin}/products/${SLUG}`);
    await takeToCheckout(late, SIZE, 1);
    await fillCheckout(late);
    const buyer = await browser.newPhone();
    await buyer.goto(`${origin}/products/${SLUG}`);
    await takeToCheckout(buyer, SIZE, 2);
    await fillCheckout(buyer);
    await placeOrder(buyer);
    const number = await payAtTill(buyer, "alipay");
    await buyer.getByText("采收后发出").first().waitFor();

    await late.getByRole("button", { name: /^提交订单并付款/ }).click();
    await late.getByText("有货不够了").first().waitFor();
    expect(late.url()).not.toContain("/pay/");
    await late.goto(`${origin}/products/${SLUG}`);
    await late.getByText(SIZE, { exact: true }).click();
    await late.getByText("这个规格能预订的都订完了").waitFor();
    expect(await late.getByRole("button", { name: "现在预订" }).isDisabled()).toBe(true);

    // The desk: first there is nothing to pack; then a lot is packed for those who wait.
    await manager.goto(`${desk}/orders/${number}`);
    await manager.getByRole("button", { name: "打好包了" }).click();
    await manager.getByText("预订的货还没有装好").waitFor();
    await packForThoseWhoWait(manager, desk);
    await manager.goto(`${desk}/orders/${number}`);
    await manager.getByRole("button", { name: "打好包了" }).click();
    await manager.getByText("待揽收").first().waitFor();
    await buyer.reload();
    await orderSays(buyer, "已经打好包，等快递来取");
  }, 240_000);
});

/** Above the forecast only for a reason; two packs without one. */
async function setCap(manager: Page, desk: string): Promise<void> {
  await manager.goto(`${desk}/forecasts`);
  await manager.getByRole("link", { name: NAME }).click();
  await manager.getByRole("link", { name: "去定预订上限" }).click();
  const card = manager.getByRole("listitem").filter({ has: manager.getByRole("heading", { name: SIZE }) });
  await card.getByText("上限 120 份").waitFor();
  await card.getByText("定这个规格的上限").click();
  const packs = card.getByLabel("最多预订多少份");
  await packs.fill("99999");
  const asked = await packs.elementHandle();
  await card.getByRole("button", { name: "就按这个" }).click();
  await card.getByText("比预估允许的多，请写明为什么").waitFor();
  expect(await asked?.evaluate((field) => field.isConnected), "a refusal leaves the form as it is").toBe(
    true,
  );
  await packs.fill("2");
  await card.getByRole("button", { name: "就按这个" }).click();
  await card.getByText("上限 2 份").waitFor();
}

/** Two packs of five jin from the latest lot, kept for those who ordered before the harvest. */
async function packForThoseWhoWait(manager: Page, desk: string): Promise<void> {
  await manager.goto(`${desk}/stock`);
  await manager.locator('a[href*="/stock/lots/"]').filter({ hasText: NAME }).first().click();
  await manager.waitForURL(/\/stock\/lots\//);
  const form = manager
    .locator("form")
    .filter({ has: manager.getByRole("button", { name: "分装好了，上架" }) });
  const size = await form.locator("option").filter({ hasText: SIZE }).first().getAttribute("value");
  await form.getByLabel("装成哪一种").selectOption(size);
  await form.getByLabel("装了多少份").fill("2");
  await form.getByLabel("从批次里取了多重").fill("5");
  await form.getByText("留给预订", { exact: true }).click();
  const answered = manager.waitForResponse((answer) => answer.request().method() === "POST");
  await form.getByRole("button", { name: "分装好了，上架" }).click();
  await answered;
}
