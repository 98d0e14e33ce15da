import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import {
  BUYER,
  fillCheckout,
  GARLIC,
  moneyFlow,
  orderSays,
  payAtTill,
  placeOrder,
  takeToCheckout,
} from "./buying";
import { become, moveClock } from "./demo-desk";
import { ledgerLineOf, sessionLink } from "./look-up";

/** A machine may be busy with everything else. */
const AT_ONCE_MS = 10_000;
const WAYBILL = "SF1234567890";

describe("the first sale", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("goes from a host's link to the village's public ledger, and every fen arrives where the order said", async () => {
    const { origin } = portal;
    const buyer = await browser.newPhone();

    // Her cooperative has its desk open.
    const staff = await browser.newDesktop();
    await become(staff, origin, "杜晓燕");
    await staff.getByRole("heading", { level: 1, name: "订单" }).waitFor();

    // The buyer taps the link of the host's live session, takes two boxes and pays with Alipay.
    await buyer.goto(`${origin}/l/${await sessionLink(portal, GARLIC.village)}`);
    await buyer.getByRole("link", { name: GARLIC.name }).click();
    await takeToCheckout(buyer, GARLIC.size, 2);
    await fillCheckout(buyer);
    await placeOrder(buyer);
    const number = await payAtTill(buyer, "alipay");
    await orderSays(buyer, "付好了，合作社正在备货");

    // Two boxes of 28.80; 6.00 to Xi'an for the first 3 kg and 1.00 for each further one: 65.60 in all.
    const flow = await moneyFlow(buyer);
    expect(Object.values(flow).reduce((sum, fen) => sum + fen, 0)).toBe(65_60);
    expect(flow).toMatchObject({ 种植户: 31_50, 分拣打包: 5_00, 运费: 8_00, 村集体: 2_88, 主播: 4_61 });

    // The order appears on the desk that nobody touched; the cooperative packs and sends.
    const row = staff.getByRole("listitem").filter({ has: staff.getByRole("link", { name: number }) });
    await row.waitFor({ timeout: AT_ONCE_MS });
    await row.getByRole("button", { name: "打好包了" }).click();
    await staff.getByText("移到了“待发货”").waitFor();
    await staff.getByRole("link", { name: "待发货" }).click();
    await row.getByText("填运单号发货").click();
    expect(await staff.content()).not.toMatch(
      new RegExp(`${BUYER.recipient}|${BUYER.phone}|${BUYER.street}`),
    );
    await row.getByText("显示姓名、电话和地址").click();
    await row.getByRole("button", { name: "打包发货" }).click();
    await row.getByText(BUYER.recipient).waitFor();
    await row.getByLabel("快递").fill("顺丰速运");
    await row.getByLabel("运单号").fill(WAYBILL);
    await row.getByRole("button", { name: "发货" }).click();
    await staff.getByText("买家看得到运单号").waitFor();

    // The buyer sees it on the way, and it arrives.
    await buyer.reload();
    await orderSays(buyer, "在路上了");
    expect(await buyer.getByText(WAYBILL).count()).toBeGreaterThan(0);
    await staff.getByRole("link", { name: "运输中" }).click();
    await row.getByRole("button", { name: "已签收" }).click();
    await staff.getByText("赔付期开始计时").waitFor();
    await buyer.reload();
    await orderSays(buyer, "已签收，坏果可以赔");

    // Two days for claims pass; the share is credited.
    await moveClock(staff, origin, "3 天");
    await buyer.reload();
    await orderSays(buyer, "这一单完成了，钱已分到各自账上");

    // The buyer's own page leads to the very line, which stands open and names nobody.
    await buyer.getByRole("link", { name: "在堎底下村公开账上看这一笔" }).click();
    await buyer.waitForURL("**/ledger?**");
    const own = buyer.locator("li[id^=line-] details[open]");
    expect(await own.textContent()).toMatch(/5斤家庭装 × 2[\s\S]*¥2\.88\s*已入账/);
    expect(await own.textContent()).not.toMatch(new RegExp(`${BUYER.recipient}|${BUYER.phone}|${number}`));

    // Anybody finds the line in the village's public ledger, recomputes the chain, and takes the figures away.
    const { ref, month } = await ledgerLineOf(portal, number);
    const ledger = `${origin}/villages/${GARLIC.village}/ledger`;
    const villager = await browser.newPhone();
    await villager.goto(`${ledger}?month=${month}`);
    const line = await villager.locator(`#line-${ref} summary`).textContent();
    expect(line).toMatch(/¥2\.88\s*已入账/);
    expect(line).not.toContain(BUYER.recipient);
    await villager.getByRole("button", { name: "开始验算" }).click();
    await villager.getByText("末尾哈希与上面公布的一致").waitFor();
    const table = await (await fetch(`${ledger}.csv?month=${month}`)).text();
    expect(table.split("\r\n").find((row) => row.startsWith(ref))).toContain(",2.88,已入账,");
  });
});
