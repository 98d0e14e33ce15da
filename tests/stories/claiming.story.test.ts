import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { fillCheckout, GARLIC, orderSays, payAtTill, placeOrder, takeToCheckout } from "./buying";
import { become, moveClock } from "./demo-desk";
import { expectLedgerHolds } from "./ledger-command";
import { ledgerLineOf } from "./look-up";

const DESK = "/coop/lengdixia-shucai";

describe("goods that arrived crushed", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("are claimed on the buyer's telephone, half is given back, and the village's ledger shows the correction", async () => {
    const { origin } = portal;
    const buyer = await browser.newPhone();
    await buyer.goto(`${origin}/products/${GARLIC.slug}`);
    await takeToCheckout(buyer, GARLIC.size, 4);
    await fillCheckout(buyer);
    await placeOrder(buyer);
    const number = await payAtTill(buyer, "alipay");
    await orderSays(buyer, "付好了，合作社正在备货");

    const staff = await browser.newPhone();
    await become(staff, origin, "马栓柱");
    await staff.goto(`${origin}${DESK}/orders/${number}`);
    await staff.getByRole("button", { name: "打好包了" }).click();
    await staff.getByLabel("运单号").fill("SF1234567890");
    await staff.getByLabel("快递", { exact: true }).fill("顺丰速运");
    await staff.getByRole("button", { name: "发货", exact: true }).click();
    await staff.getByRole("button", { name: "已签收" }).click();
    await staff.getByText(/赔付期到/).waitFor();

    await buyer.reload();
    await orderSays(buyer, "已签收，坏果可以赔");
    await buyer.getByRole("link", { name: "货有问题，申报赔付" }).click();
    await buyer.getByText("压坏、磕坏了").click();
    await buyer.getByLabel("有问题的有多少").fill("2");
    await buyer.getByLabel("想对合作社说的").fill("底下两盒压烂了，打我 13812345678");
    await buyer.getByRole("button", { name: "提交申报" }).click();
    await buyer.getByText("申报交给合作社了").waitFor();
    // The order's only line waits for an answer: there is nothing more to claim, and nothing offers it.
    expect(await buyer.getByRole("link", { name: "货有问题，申报赔付" }).count()).toBe(0);
    await buyer.getByText("等答复", { exact: true }).waitFor();
    // Two of four boxes at 28.80.
    await buyer.getByText("¥57.60").first().waitFor();

    // While it waits the sweep passes the order over.
    const clock = await browser.newDesktop();
    await moveClock(clock, origin, "3 天");
    await buyer.reload();
    await orderSays(buyer, "已签收，坏果可以赔");

    await staff.goto(`${origin}${DESK}`);
    await staff.getByRole("link", { name: /坏果申报/ }).click();
    await staff.getByRole("link", { name: number }).click();
    await staff.getByText("138****5678").first().waitFor();
    expect(await staff.getByText("13812345678").count()).toBe(0);
    await staff.getByLabel("赔多少（元）").fill("28.8");
    await staff.getByLabel("对买家说的").fill("赔您一半，对不住");
    await staff.getByRole("button", { name: "同意并退款" }).click();
    await staff.getByText("同意赔", { exact: true }).waitFor();

    await moveClock(clock, origin, "1 天");
    await buyer.reload();
    await orderSays(buyer, "这一单完成了，钱已分到各自账上");
    await buyer.getByText("赔您一半，对不住").waitFor();
    await buyer.getByText("已经退出去了，按原路到账。").waitFor();

    const { ref, month } = await ledgerLineOf(portal, number);
    const villager = await browser.newPhone();
    await villager.goto(`${origin}/villages/${GARLIC.village}/ledger?month=${month}`);
    const correction = villager
      .getByRole("listitem")
      .filter({ has: villager.getByRole("link", { name: ref }) });
    expect(await correction.first().textContent()).toMatch(/−¥1\.\d\d/);
    await expectLedgerHolds(portal);
  });
});
