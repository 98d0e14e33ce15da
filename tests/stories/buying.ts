import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Green garlic of the village in which the money is followed: 28.80 yuan a box. */
export const GARLIC = {
  slug: "lengdixia-suanmiao",
  name: "堎底下蒜苗",
  size: "5斤家庭装",
  village: "lengdixia",
} as const;

export type Till = "alipay" | "card" | "wechat_pay";
const METHOD: Readonly<Record<Till, string>> = { alipay: "支付宝", card: "银行卡", wechat_pay: "微信支付" };

/**
 * On a product's page: this size, so many packs, into the basket, and on to the checkout. Whoever taps before the page has
 * come alive is taken to the basket at once, as without JavaScript.
 */
export async function takeToCheckout(page: Page, size: string, packs: number): Promise<void> {
  await page.getByText(size, { exact: true }).click();
  for (let more = 1; more < packs; more += 1) await page.getByRole("button", { name: "多一份" }).click();
  await page.getByRole("button", { name: "加入购物车" }).click();
  const toBasket = page.getByRole("link", { name: "去购物车" });
  const toCheckout = page.getByRole("link", { name: "去结算" });
  await toBasket.or(toCheckout).first().waitFor();
  if (!page.url().endsWith("/cart")) await toBasket.click();
  await page.waitForURL("**/cart");
  await toCheckout.click();
  await page.waitForURL("**/checkout");
}

/** Whom a parcel goes to: nobody, at a place that exists. */
export const BUYER = {
  recipient: "王小明",
  phone: "13812345678",
  street: "北院门 12 号",
  places: { province: "陕西省", city: "西安市", county: "莲湖区" },
} as const;

/** The guest's form: the place first, which brings the freight, then who, then every consent. */
export async function fillCheckout(page: Page): Promise<void> {
  const { province, city, county } = BUYER.places;
  await page.getByRole("combobox", { name: "省份" }).selectOption(province);
  await page.getByRole("combobox", { name: "城市" }).selectOption(city);
  await page.getByRole("combobox", { name: "区县" }).selectOption(county);
  await page.getByRole("textbox", { name: "姓名" }).fill(BUYER.recipient);
  await page.getByRole("textbox", { name: "手机号" }).fill(BUYER.phone);
  await page.getByRole("textbox", { name: "详细地址" }).fill(BUYER.street);
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await page.getByRole("button", { name: /^提交订单并付款/ }).waitFor();
}

/** Presses the button that says the sum, and comes to the till. */
export async function placeOrder(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^提交订单并付款/ }).click();
  await page.waitForURL("**/pay/**");
}

/** From a product's page to the till. */
export async function buyUpToTill(page: Page, origin: string, slug: string, size: string): Promise<void> {
  await page.goto(`${origin}/products/${slug}`);
  await takeToCheckout(page, size, 1);
  await fillCheckout(page);
  await placeOrder(page);
}

export type Arrival = "重复三次" | "晚 10 秒" | "丢失";

/** Pays at the sandbox's till and comes back to the order. */
export async function payAtTill(page: Page, method: Till, arrival?: Arrival): Promise<string> {
  await page.getByLabel(METHOD[method]).check();
  if (arrival !== undefined) {
    await page.getByText("付款通知怎样到达商家").click();
    await page.getByLabel(arrival).check();
  }
  await page.getByRole("button", { name: /^付款/ }).click();
  await page.waitForURL("**/orders/**");
  return orderNumberOf(page);
}

export function orderNumberOf(page: Page): string {
  const number = /\/orders\/([\w-]+)/.exec(page.url())?.[1];
  if (number === undefined) throw new Error(`no order's page: ${page.url()}`);
  return number;
}

/** The first word of the order's page; the page looks for news by itself while it waits for the payment. */
export async function orderSays(page: Page, words: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: words }).waitFor();
}

const SHARES = /^(种植户|分拣打包|运费|村集体|主播|联盟公共金|平台技术费|合作社).*¥([\d,]+)\.(\d\d)$/;

/** What each party gets of an order, in fen, as the order's page shows it. */
export async function moneyFlow(page: Page): Promise<Readonly<Record<string, number>>> {
  const rows = await page.getByRole("figure").getByRole("listitem").allTextContents();
  expect(rows.length).toBeGreaterThan(0);
  return Object.fromEntries(
    rows.map((row) => {
      const [, name, yuan, fen] = SHARES.exec(row) ?? [];
      if (name === undefined) throw new Error(`no share of money: ${row}`);
      return [name, Number(`${yuan?.replaceAll(",", "")}${fen}`)];
    }),
  );
}
