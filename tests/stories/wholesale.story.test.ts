import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { GARLIC } from "./buying";
import { become } from "./demo-desk";
import { sessionLink } from "./look-up";

const PHONE = "09318412345";
/** The area code apart, as people read it to each other. */
const PHONE_AS_READ = "0931-8412345";
/** Five seconds, on a machine that may be busy with everything else. */
const AT_ONCE_MS = 5_000;
const COMPLAINT = /请选一个日期|请选到货地|请写公司|请写怎么称呼|电话号码不对|请选一项，/;
/** Two days, the place, company, name, telephone, source. */
const COMPLAINTS = 7;
const ANSWER = "三十吨有，上车价每公斤三块二，后天可以装第一车。";

describe("a buyer from Gansu", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("who came by the live host's link asks for 30 tonnes, reaches the desk at once with her source, and reads the answer", async () => {
    browser.expectComplaint(/422/);
    const { origin } = portal;
    const staff = await browser.newDesktop();
    await become(staff, origin, "杜晓燕");
    await staff.getByRole("link", { name: /^求购/ }).click();
    await staff.getByRole("heading", { level: 1, name: "求购" }).waitFor();

    const buyer = await browser.newPhone();
    await buyer.goto(`${origin}/l/${await sessionLink(portal, GARLIC.village)}`);
    await buyer.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "批发" }).click();
    await buyer.getByRole("heading", { level: 1, name: "按吨要货" }).waitFor();
    await buyer.getByRole("link", { name: GARLIC.name, exact: true }).click();
    await buyer.getByLabel("要几吨").fill("30");
    await buyer.getByRole("link", { name: "按 30 吨留求购" }).click();
    await sendsTooEarly(buyer);
    await fillRequest(buyer);
    expect(await complaints(buyer).count()).toBe(0);
    await buyer.getByRole("button", { name: "发给合作社" }).click();
    await buyer.getByRole("heading", { level: 1, name: /已送到.*等他们打开/ }).waitFor();

    // On the desk's page, which nobody touched meanwhile.
    const number = /\/requests\/([\w-]+)/.exec(buyer.url())?.[1] ?? "";
    const lead = staff.getByRole("article").filter({ has: staff.locator(`[href$="/leads/${number}"]`) });
    await lead.waitFor({ timeout: AT_ONCE_MS });
    const told = await lead.textContent();
    expect(told).toMatch(/30\s*吨.*甘肃省兰州市.*秦小满.*直播「蒜苗地头开播」带来/);
    expect(told).not.toMatch(new RegExp(`${PHONE}|${PHONE_AS_READ}`));

    await lead.getByRole("link", { name: "打开，看联系方式" }).click();
    await staff.getByText("显示联系方式").click();
    await staff.getByRole("button", { name: "回复客商" }).click();
    await staff.getByText(PHONE_AS_READ).waitFor();
    await buyer.reload();
    await buyer.getByRole("heading", { level: 1, name: /看过了，正在准备回话/ }).waitFor();
    await staff.getByLabel("答复客商").fill(ANSWER);
    await staff.getByRole("button", { name: "发出答复" }).click();
    await staff.getByText(ANSWER).waitFor();

    await buyer.reload();
    await buyer.getByRole("heading", { level: 1, name: /有回话了/ }).waitFor();
    await buyer.getByText(ANSWER).waitFor();
    await staysHers(buyer.url());
  });
});

/** What is wrong stands at each field, and goes when the field is mended. */
async function sendsTooEarly(page: Page): Promise<void> {
  await page.getByRole("button", { name: "发给合作社" }).click();
  const last = complaints(page).nth(COMPLAINTS - 1);
  await last.waitFor();
}

function complaints(page: Page): Locator {
  return page.locator("form p").filter({ hasText: COMPLAINT });
}

async function fillRequest(page: Page): Promise<void> {
  const inDays = (days: number) => shanghaiDay(addMs(new Date(), days * DAY_MS));
  expect(await page.getByLabel("数量（吨）").inputValue()).toBe("30");
  await page.getByLabel("最早要货").fill(inDays(2));
  await page.getByLabel("最晚要货").fill(inDays(9));
  await page.getByRole("combobox", { name: "省份" }).selectOption("甘肃省");
  await page.getByRole("combobox", { name: "城市" }).selectOption("兰州市");
  await page.getByLabel("公司、市场或档口").fill("兰州大青山蔬菜批发市场 12 号档");
  await page.getByLabel("联系人").fill("马师傅");
  await page.getByLabel("电话").fill(PHONE);
  await page.getByLabel("从哪里知道我们").selectOption("看直播");
}

/** The page is its buyer's alone: without its key there is no such page. */
async function staysHers(address: string): Promise<void> {
  const withoutKey = await fetch(address.replace(/\?.*/, ""));
  expect(withoutKey.status).toBe(404);
}
