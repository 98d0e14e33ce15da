import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { fillCheckout, GARLIC, orderSays, payAtTill, placeOrder, takeToCheckout } from "./buying";
import { moveClock } from "./demo-desk";
import { expectLedgerHolds } from "./ledger-command";
import { freePacks, ledgerLineOf } from "./look-up";

describe("an order taken back before it is packed", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("is paid back in full, and the village's public ledger shows the correction beside the line it corrects", async () => {
    const { origin } = portal;
    const before = await freePacks(portal, GARLIC.slug, GARLIC.size);
    const buyer = await browser.newPhone();
    await buyer.goto(`${origin}/products/${GARLIC.slug}`);
    await takeToCheckout(buyer, GARLIC.size, 2);
    await fillCheckout(buyer);
    await placeOrder(buyer);
    const number = await payAtTill(buyer, "alipay");
    await orderSays(buyer, "付好了，合作社正在备货");

    await buyer.getByText("取消订单", { exact: true }).click();
    await buyer.getByText("¥65.60 会全额按原路退回").waitFor();
    await buyer.getByRole("button", { name: "确定取消" }).click();
    await buyer.getByRole("heading", { level: 1, name: /正在退款|钱已退回/ }).waitFor();
    await moveClock(await browser.newDesktop(), origin, "36 分钟");
    await buyer.reload();
    await orderSays(buyer, "钱已退回");
    await buyer.getByText("已冲回", { exact: true }).waitFor();
    expect(await freePacks(portal, GARLIC.slug, GARLIC.size)).toBe(before);

    const { ref, month } = await ledgerLineOf(portal, number);
    const villager = await browser.newPhone();
    await villager.goto(`${origin}/villages/${GARLIC.village}/ledger?month=${month}`);
    const correction = villager
      .getByRole("listitem")
      .filter({ has: villager.getByRole("link", { name: ref }) });
    expect(await correction.textContent()).toMatch(/撤销待入账份额.*−¥2\.88/);
    await correction.getByRole("link", { name: ref }).click();
    const line = villager.locator(`#line-${ref} summary`);
    expect(await line.textContent()).toMatch(/¥2\.88\s*已冲回/);
    expect(await line.evaluate((summary) => summary.closest("li")?.matches(":target"))).toBe(true);
    await expectLedgerHolds(portal);
  });
});
