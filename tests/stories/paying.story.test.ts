import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { buyUpToTill, GARLIC, orderNumberOf, orderSays, payAtTill } from "./buying";
import { moveClock } from "./demo-desk";
import { expectLedgerHolds, timesPaid } from "./ledger-command";
import { freePacks } from "./look-up";

const PAID = "付好了，合作社正在备货";
const WAITING = "正在等支付结果";

describe("paying", () => {
  const browser = useBrowser();
  const portal = usePortal();
  const toTill = async () => {
    const page = await browser.newPhone();
    await buyUpToTill(page, portal.origin, GARLIC.slug, GARLIC.size);
    return page;
  };

  it("with a card that the bank declines leaves everything as it was, and another way works", async () => {
    const buyer = await toTill();
    await buyer.getByLabel("银行卡").check();
    await buyer.getByRole("button", { name: "模拟拒付" }).click();
    await buyer.getByText("这次付款被拒绝，没有扣款").waitFor();
    await payAtTill(buyer, "wechat_pay");
    await orderSays(buyer, PAID);
  });

  it("not at all keeps the order payable until the hold is over; then it says so and the goods are back", async () => {
    const before = await freePacks(portal, GARLIC.slug, GARLIC.size);
    const buyer = await toTill();
    const till = buyer.url();
    await buyer.getByRole("button", { name: "离开，先不付款" }).click();
    await buyer.waitForURL("**/orders/**");
    await orderSays(buyer, "货给您占住了，等您付款");
    expect(await freePacks(portal, GARLIC.slug, GARLIC.size)).toBe(before - 1);
    const order = buyer.url();
    await buyer.getByRole("button", { name: /^继续付款/ }).click();
    await buyer.waitForURL(till);

    await moveClock(await browser.newDesktop(), portal.origin, "36 分钟");
    await buyer.goto(order);
    await orderSays(buyer, "没有按时付款，货已放回");
    expect(await buyer.getByRole("button", { name: /^继续付款/ }).count()).toBe(0);
    expect(await freePacks(portal, GARLIC.slug, GARLIC.size)).toBe(before);
    browser.expectComplaint(/410/);
    await buyer.goto(till);
    await buyer.getByRole("heading", { name: "付款时限已过" }).waitFor();
  });

  it("is taken up again from the order's list by whoever lost the till's page, and by nobody else", async () => {
    const buyer = await toTill();
    await buyer.goto("about:blank");
    await buyer.goto(`${portal.origin}/orders`);
    await buyer.getByRole("link", { name: GARLIC.name }).click();
    await orderSays(buyer, "货给您占住了，等您付款");
    await buyer.getByRole("button", { name: /^继续付款/ }).click();
    await buyer.waitForURL("**/pay/**");
    await payAtTill(buyer, "card");
    await orderSays(buyer, PAID);

    const other = await browser.newPhone();
    await other.goto(`${portal.origin}/orders`);
    expect(await other.getByText("在这台设备上下的单").count()).toBe(0);
  });

  it("twice is impossible: the second till is closed, and going back to it says that all is paid", async () => {
    const buyer = await toTill();
    const till = buyer.url();
    const secondTab = await buyer.context().newPage();
    await secondTab.goto(till);
    const number = await payAtTill(buyer, "alipay");
    await orderSays(buyer, PAID);
    await secondTab.getByRole("button", { name: /^付款/ }).click();
    await secondTab.getByText("这笔订单已经付清").waitFor();
    await secondTab.goto(till);
    await secondTab.getByText("这笔订单已经付清").waitFor();
    expect(await timesPaid(portal, number)).toBe(1);
  });

  it("is told to us three times, late, or never, and ends in exactly one paid order", async () => {
    const [thrice, late, lost] = [await toTill(), await toTill(), await toTill()];
    const numbers = [
      await payAtTill(thrice, "alipay", "重复三次"),
      await payAtTill(late, "alipay", "晚 10 秒"),
      await payAtTill(lost, "card", "丢失"),
    ];
    await orderSays(thrice, PAID);
    // The pages of the other two wait, look by themselves, and never offer to pay again.
    for (const page of [late, lost]) {
      await orderSays(page, WAITING);
      expect(await page.getByRole("button", { name: /付款/ }).count()).toBe(0);
    }
    await orderSays(late, PAID);
    await orderSays(lost, WAITING);
    // Nobody will ever tell; we ask.
    await moveClock(await browser.newDesktop(), portal.origin, "36 分钟");
    await orderSays(lost, PAID);
    expect(orderNumberOf(lost)).toBe(numbers[2]);
    for (const number of numbers) expect(await timesPaid(portal, number)).toBe(1);
    await expectLedgerHolds(portal);
  });
});
