import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { BUYER, buyUpToTill, GARLIC, orderSays, payAtTill } from "./buying";
import { become, moveClock } from "./demo-desk";
import { lookUp } from "./look-up";
import { signInByPhone } from "./sign-in";

const DESK = "/coop/lengdixia-shucai";
const NEW_STREET = "红专南路 7 号 3 单元";
const MARKS = [BUYER.recipient, BUYER.phone, BUYER.street, NEW_STREET];

describe("a buyer's personal data", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("are seen, taken home, put right and locked by the buyer alone; a closed account says what the law keeps and is gone", async () => {
    browser.expectComplaint(/40[134]/);
    const { origin } = portal;
    const [buyer, staff] = [await browser.newPhone({ acceptDownloads: true }), await browser.newDesktop()];
    await buyer.goto(`${origin}/sign-in?then=/account/privacy`);
    await signInByPhone(buyer, BUYER.phone);
    await buyer.getByText("您还没有登录下过单").waitFor();
    await buyUpToTill(buyer, origin, GARLIC.slug, GARLIC.size);
    const number = await payAtTill(buyer, "alipay");
    await orderSays(buyer, "付好了，合作社正在备货");

    await putsTheAddressRight(buyer, origin, number);
    await buyer.goto(`${origin}/account/privacy`);
    await buyer.getByText("等签收、赔付期过了").waitFor();
    await buyer.getByText("订单走完后可以撤回").waitFor();
    expect(await buyer.getByRole("button", { name: "撤回" }).count()).toBe(0);

    await become(staff, origin, "杜晓燕");
    await packsAndDelivers(staff, origin, number);
    await moveClock(staff, origin, "3 天");

    await seesConsentsAndLooks(buyer, origin, number);
    await takesItHome(buyer, origin, number);
    await withdraws(buyer, number);
    await seesTheOrderOnly(staff, origin, number, "买家的姓名和地址已经锁定");

    await closes(buyer, origin, number);
    await isOut(buyer, origin, number);
    await seesTheOrderOnly(staff, origin, number, "买家的姓名和地址已经锁定");
    await comesBackAsAStranger(await browser.newPhone(), origin, number);
  });

  /** The law's three years from the end of the transaction, as the page writes a day. */
  async function keptUntil(number: string): Promise<string> {
    const { day } = await lookUp<{ day: string }>(
      portal,
      `SELECT to_char((e.at + interval '3 years') AT TIME ZONE 'Asia/Shanghai', 'FMYYYY"年"FMMM"月"FMDD"日"') AS day
         FROM order_event e JOIN orders o ON o.id = e.order_id WHERE o.number = $1 AND e.kind = 'settled'`,
      [number],
    );
    return day;
  }

  async function closes(buyer: Page, origin: string, number: string): Promise<void> {
    await buyer.goto(`${origin}/account/privacy`);
    await buyer.getByText("我要注销").click();
    const kept = buyer.getByRole("listitem").filter({ hasText: number }).last();
    expect(await kept.textContent()).toContain(`到 ${await keptUntil(number)}`);
    await buyer.getByText("账上的金额和货品长期保存").waitFor();
    await buyer.getByLabel("我看明白了，要注销").check();
    await buyer.getByRole("button", { name: "注销账号" }).click();
    await buyer.waitForURL(`${origin}/`);
  }
});

async function putsTheAddressRight(buyer: Page, origin: string, number: string): Promise<void> {
  await buyer.goto(`${origin}/account/privacy/correct`);
  await buyer.getByRole("listitem").filter({ hasText: number }).getByRole("link", { name: "更正" }).click();
  await buyer.waitForURL(`**/orders/${number}/address`);
  await buyer.getByRole("textbox", { name: "详细地址" }).fill(NEW_STREET);
  await buyer.getByRole("button", { name: "保存更正" }).click();
  await buyer.getByText("改好了，合作社打包时看到的就是新的").waitFor();
}

/** The packer reads the new street on the label, and the old one nowhere. */
async function packsAndDelivers(staff: Page, origin: string, number: string): Promise<void> {
  await staff.goto(`${origin}${DESK}/orders`);
  const row = staff.getByRole("listitem").filter({ has: staff.getByRole("link", { name: number }) });
  await row.getByRole("button", { name: "打好包了" }).click();
  await staff.getByText("移到了“待发货”").waitFor();
  await staff.getByRole("link", { name: "待发货" }).click();
  await row.getByText("填运单号发货").click();
  await row.getByText("显示姓名、电话和地址").click();
  await row.getByRole("button", { name: "打包发货" }).click();
  await row.getByText(NEW_STREET).waitFor();
  expect(await row.textContent()).not.toContain(BUYER.street);
  await row.getByLabel("快递").fill("顺丰速运");
  await row.getByLabel("运单号").fill("SF7654321");
  await row.getByRole("button", { name: "发货" }).click();
  await staff.getByText("买家看得到运单号").waitFor();
  await staff.getByRole("link", { name: "运输中" }).click();
  await row.getByRole("button", { name: "已签收" }).click();
  await staff.getByText("赔付期开始计时").waitFor();
}

async function seesConsentsAndLooks(buyer: Page, origin: string, number: string): Promise<void> {
  await buyer.goto(`${origin}/account/privacy`);
  const consents = buyer
    .getByRole("listitem")
    .filter({ has: buyer.getByRole("heading", { level: 3, name: number }) });
  expect(await consents.textContent()).toMatch(
    /\d{4}年\d+月\d+日 同意，版本 \S+交给谁：销售的合作社、承运的快递/,
  );
  const look = buyer.getByRole("listitem").filter({ hasText: "打包发货" });
  expect(await look.textContent()).toContain(number);
  expect(await look.textContent()).not.toContain("杜晓燕");
}

/** Both copies: the file for programs, read from the disk, and the sheet for people. */
async function takesItHome(buyer: Page, origin: string, number: string): Promise<void> {
  const [download] = await Promise.all([
    buyer.waitForEvent("download"),
    buyer.getByRole("link", { name: "下载 JSON 文件" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^my-data-\d{4}-\d\d-\d\d\.json$/);
  const own = JSON.parse(await readFile(await download.path(), "utf8")) as {
    readonly account: { readonly phone: string };
    readonly orders: readonly Readonly<Record<string, unknown>>[];
    readonly cutOff: readonly string[];
  };
  expect(own.account.phone).toBe(BUYER.phone);
  expect(own.cutOff).toEqual([]);
  expect(own.orders).toMatchObject([{ number, recipient: BUYER.recipient, street: NEW_STREET }]);
  expect(own.orders[0]?.consents).toEqual(
    expect.arrayContaining([expect.objectContaining({ code: "shareWithSeller" })]),
  );

  await buyer.getByRole("link", { name: "打开来看，可以打印" }).click();
  await buyer.waitForURL(`${origin}/account/privacy/data`);
  await buyer.getByRole("heading", { level: 1, name: "平台保存的您的信息" }).waitFor();
  const sheet = (await buyer.getByRole("main").textContent()) ?? "";
  for (const mark of [number, BUYER.recipient, BUYER.phone, NEW_STREET]) expect(sheet).toContain(mark);
  await buyer.goBack();
}

async function withdraws(buyer: Page, number: string): Promise<void> {
  const consents = buyer
    .getByRole("listitem")
    .filter({ has: buyer.getByRole("heading", { level: 3, name: number }) });
  await consents.getByRole("button", { name: "撤回" }).click();
  await buyer.getByText("已经撤回，从现在起不再显示").waitFor();
  await consents.getByText(/已撤回$/).waitFor();
  expect(await consents.getByRole("button", { name: "撤回" }).count()).toBe(0);
}

/** The desk knows goods and amounts; whom they went to is neither shown nor offered to be shown. */
async function seesTheOrderOnly(staff: Page, origin: string, number: string, words: string): Promise<void> {
  await staff.goto(`${origin}${DESK}/orders/${number}`);
  await staff.getByText(words).waitFor();
  await staff.getByText(GARLIC.name).first().waitFor();
  const html = await staff.content();
  for (const mark of MARKS) expect(html).not.toContain(mark);
  expect(await staff.getByText("显示姓名、电话和地址").count()).toBe(0);
}

async function isOut(buyer: Page, origin: string, number: string): Promise<void> {
  for (const place of ["/account/privacy", "/account/privacy/data.json"]) {
    const answer = await buyer.request.get(`${origin}${place}`);
    expect(answer.status(), place).toBe(401);
  }
  const order = await buyer.request.get(`${origin}/orders/${number}`);
  for (const mark of MARKS) expect(await order.text()).not.toContain(mark);
}

/** The number signs in again, to an account of which nothing is old; nor do number and telephone bring the order back. */
async function comesBackAsAStranger(page: Page, origin: string, number: string): Promise<void> {
  await page.goto(`${origin}/sign-in?then=/account/privacy`);
  await signInByPhone(page, BUYER.phone);
  await page.getByText("您还没有登录下过单").waitFor();
  const file = await (await page.request.get(`${origin}/account/privacy/data.json`)).text();
  for (const mark of [number, BUYER.recipient, NEW_STREET]) expect(file).not.toContain(mark);
  const order = await page.request.get(`${origin}/orders/${number}`);
  for (const mark of [BUYER.recipient, NEW_STREET]) expect(await order.text()).not.toContain(mark);
}
