import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { become } from "./demo-desk";
import { lookUp } from "./look-up";

const DESK = "/coop/lengdixia-shucai";

describe("weak signal in the packing shed", () => {
  const browser = useBrowser();
  const portal = usePortal();

  const packedOrder = () =>
    lookUp<{ id: string; number: string }>(
      portal,
      `SELECT o.id, o.number FROM orders o JOIN cooperative c ON c.id = o.cooperative_id
        WHERE c.slug = 'lengdixia-shucai' AND o.state = 'packed' ORDER BY o.placed_at LIMIT 1`,
    );
  const timesShipped = async (id: string) => {
    const { times } = await lookUp<{ times: bigint }>(
      portal,
      "SELECT count(*) AS times FROM order_event WHERE order_id = $1 AND kind = 'shipped'",
      [id],
    );
    return Number(times);
  };
  const cut = async (page: Page) => {
    await page.context().setOffline(true);
    browser.expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  };
  /** From now on what is sent arrives and is worked, but no answer comes back; gives the way to end that. */
  const loseAnswers = async (page: Page, address: string) => {
    browser.expectComplaint(/ERR_FAILED|Failed to load resource/);
    await page.route(address, async (route) => {
      await route.fetch();
      await route.abort();
    });
    return () => page.unroute(address);
  };
  /** The form for the stock of the first pack on the list, opened on a phone, and how many packs the shop has. */
  const stockForm = async () => {
    const page = await browser.newPhone();
    await become(page, portal.origin, "杜晓燕");
    await page.goto(`${portal.origin}${DESK}/products`, { waitUntil: "networkidle" });
    const form = page.locator("form", { has: page.getByLabel("份数") }).first();
    const skuId = await form.locator("input[name=skuId]").getAttribute("value");
    const packs = async () => {
      const { sum } = await lookUp<{ sum: bigint }>(
        portal,
        "SELECT sum(on_hand) AS sum FROM stock_pool WHERE sku_id = $1 AND channel = 'shop'",
        [skuId],
      );
      return Number(sum);
    };
    await page.locator("summary", { hasText: "改库存" }).first().click();
    return { page, form, packs };
  };

  it("keeps the waybill through a lost signal and a dead battery, and sends it once when asked to", async () => {
    const page = await browser.newPhone();
    await become(page, portal.origin, "杜晓燕");
    const order = await packedOrder();
    await page.goto(`${portal.origin}${DESK}/orders/${order.number}`, { waitUntil: "networkidle" });
    await page.getByLabel("快递", { exact: true }).fill("中通快递");
    await page.getByLabel("运单号").fill("ZT7001");

    await cut(page);
    await page.getByRole("button", { name: "发货", exact: true }).click();
    await page.getByText("没有信号，已留在这台手机上").waitFor();
    expect(await page.getByLabel("运单号").inputValue()).toBe("ZT7001");

    await page.context().setOffline(false);
    await page.reload({ waitUntil: "networkidle" });
    await page.getByText("还没发出去").waitFor();
    expect(await page.getByLabel("运单号").inputValue()).toBe("ZT7001");
    expect(await page.getByLabel("快递", { exact: true }).inputValue()).toBe("中通快递");
    expect(await timesShipped(order.id), "nothing is sent by itself").toBe(0);

    await page.getByRole("button", { name: "现在发出去" }).click();
    await page.getByText("ZT7001").first().waitFor();
    await page.getByText("还没发出去").waitFor({ state: "detached" });
    expect(await timesShipped(order.id)).toBe(1);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it("does a thing once when only the answer was lost", async () => {
    const { page, form, packs } = await stockForm();
    const before = await packs();
    await form.getByLabel("份数").fill("12");
    await form.getByLabel("原因").selectOption("packed");
    const answersAgain = await loseAnswers(page, "**/products.data*");
    await form.getByRole("button", { name: "改库存" }).click();
    await form.getByText("还没发出去").waitFor();
    expect(await packs()).toBe(before + 12);

    await answersAgain();
    await form.getByRole("button", { name: "现在发出去" }).click();
    await form.getByText("还没发出去").waitFor({ state: "detached" });
    expect(await packs(), "sent again, done once").toBe(before + 12);
  });

  it("gives back what was typed before the battery died, and forgets it at a word or when the person leaves", async () => {
    const page = await browser.newPhone();
    await become(page, portal.origin, "杜晓燕");
    const order = await packedOrder();
    const address = `${portal.origin}${DESK}/orders/${order.number}`;
    await page.goto(address, { waitUntil: "networkidle" });
    await page.getByLabel("运单号").fill("ZT8002");
    await page.reload({ waitUntil: "networkidle" });
    await page.getByText("替您留着").waitFor();
    expect(await page.getByLabel("运单号").inputValue()).toBe("ZT8002");

    await page.getByRole("button", { name: "不要了" }).click();
    expect(await page.getByLabel("运单号").inputValue()).toBe("");
    await page.reload({ waitUntil: "networkidle" });
    expect(await page.getByLabel("运单号").inputValue()).toBe("");

    await page.getByLabel("运单号").fill("ZT8003");
    await page.goto(`${portal.origin}/account`, { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it("does a thing once when the answer was lost and the battery died before it was sent again", async () => {
    const { page, form, packs } = await stockForm();
    const before = await packs();
    await form.getByLabel("份数").fill("7");
    await form.getByLabel("原因").selectOption("packed");
    const answersAgain = await loseAnswers(page, "**/products.data*");
    await form.getByRole("button", { name: "改库存" }).click();
    await form.getByText("还没发出去").waitFor();
    await answersAgain();

    await page.reload({ waitUntil: "networkidle" });
    await form.getByRole("button", { name: "现在发出去" }).click();
    await form.getByText("还没发出去").waitFor({ state: "detached" });
    await page.waitForLoadState("networkidle");
    expect(await packs(), "sent again after the reload, done once").toBe(before + 7);
  });

  it("keeps a listing half written, with the second pack and the price as it was typed, and makes one of it", async () => {
    const page = await browser.newPhone();
    await become(page, portal.origin, "杜晓燕");
    const made = async () => {
      const { count } = await lookUp<{ count: bigint }>(
        portal,
        "SELECT count(*) AS count FROM product WHERE name ->> 'zh-CN' = '冷底下早蒜苗'",
      );
      return Number(count);
    };
    await page.goto(`${portal.origin}${DESK}/products/new?template=leafVegetables`, {
      waitUntil: "networkidle",
    });
    await page.getByLabel("商品名称").fill("冷底下早蒜苗");
    await page.getByLabel("一句话介绍", { exact: true }).fill("清早拔的");
    await page.getByLabel(/^等级/).selectOption("first");
    await page.getByLabel(/^保质期/).fill("5");
    await page.getByLabel(/^怎么存放/).selectOption("chilled");
    await page.getByLabel(/^包装方式/).selectOption("foamBox");
    await page.getByLabel("规格名称").fill("3斤装");
    await page.getByLabel("净重").fill("3");
    await page.getByLabel("元/斤").fill("4.33");
    await page.getByRole("button", { name: "再加一个规格" }).click();
    await page.getByLabel("规格名称").nth(1).fill("10斤装");
    await page.getByLabel("净重").nth(1).fill("10");
    await page.getByLabel("元/箱").nth(1).fill("39.9");
    const typed = () =>
      page
        .locator("input[name^='pack.']:visible")
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    const before = await typed();

    await cut(page);
    await page.getByRole("button", { name: "建好草稿" }).click();
    await page.getByText("没有信号，已留在这台手机上").waitFor();
    await page.context().setOffline(false);
    await page.reload({ waitUntil: "networkidle" });
    await page.getByText("还没发出去").waitFor();
    expect(await page.getByLabel("商品名称").inputValue()).toBe("冷底下早蒜苗");
    await expect.poll(typed, { timeout: 5_000 }).toEqual(before);
    expect(await made()).toBe(0);

    const answersAgain = await loseAnswers(page, "**/products/new.data*");
    await page.getByRole("button", { name: "现在发出去" }).click();
    await expect.poll(made, { timeout: 10_000 }).toBe(1);
    await page.getByText("还没发出去").waitFor();
    await answersAgain();
    await page.getByRole("button", { name: "现在发出去" }).click();
    await page.waitForURL(/photos/);
    expect(await made(), "sent again, made once").toBe(1);
  });

  it("says so when the page cannot be read anew after what was done, and brings it back at a tap", async () => {
    const page = await browser.newPhone();
    await become(page, portal.origin, "杜晓燕");
    const order = await packedOrder();
    await page.goto(`${portal.origin}${DESK}/orders/${order.number}`, { waitUntil: "networkidle" });
    await page.getByLabel("快递", { exact: true }).fill("中通快递");
    await page.getByLabel("运单号").fill("ZT7003");

    browser.expectComplaint(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
    const reading = (url: URL) => url.pathname.endsWith(".data");
    await page.route(reading, (route) =>
      route.request().method() === "GET" ? route.abort("internetdisconnected") : route.continue(),
    );
    await page.getByRole("button", { name: "发货", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "没有信号" }).waitFor();
    expect(await timesShipped(order.id)).toBe(1);

    await page.unroute(reading);
    await page.getByRole("button", { name: "再试一次" }).click();
    await page.getByText("ZT7003").first().waitFor();
    expect(await timesShipped(order.id)).toBe(1);
  });
});
