import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { become } from "./demo-desk";
import { signInByPhone } from "./sign-in";

const DESK = "/coop/lengdixia-shucai";
const PACKER = "13712341001";

describe("a cooperative's packer", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("is invited by number and link, accepts on his phone, sees his own work only, and once revoked is refused in words at the next tap", async () => {
    browser.expectComplaint(/403/);
    const manager = await browser.newDesktop();
    await become(manager, portal.origin, "马栓柱");
    const link = await invite(manager, portal.origin);

    // Whoever else holds the link is not who is meant.
    const other = await browser.newPhone();
    await accept(other, link, "13712341002");
    await other.getByText("这个邀请是给另一个手机号的").waitFor();

    const packer = await browser.newPhone();
    await accept(packer, link, PACKER);
    await packer.waitForURL(`**${DESK}**`);
    await seesHisWorkOnly(packer, portal.origin);

    await manager.goto(`${portal.origin}${DESK}/team`);
    await manager
      .getByText(/^改期限或收回/)
      .and(manager.getByLabel(/137\*\*\*\*1001/))
      .click();
    await manager.getByLabel("收回的原因").last().fill("这个月回家了");
    await manager.getByRole("button", { name: /^收回 137\*\*\*\*1001/ }).click();
    await manager.getByText("职责收回了").waitFor();

    // The page is still open on his phone; the next tap asks the portal.
    await packer.getByRole("button", { name: "打好包了" }).first().click();
    await packer.getByRole("heading", { name: "这里需要相应的职责才能进入" }).waitFor();
    expect(await packer.getByText("请本社管理员开通").isVisible()).toBe(true);
  });
});

async function invite(manager: Page, origin: string): Promise<string> {
  await manager.goto(`${origin}${DESK}/team`);
  await manager.getByLabel("职责", { exact: true }).selectOption("packer");
  await manager.getByLabel(/^对方手机号/).fill(PACKER);
  await manager.getByRole("button", { name: "生成邀请链接" }).click();
  return manager.getByLabel("邀请链接", { exact: true }).inputValue();
}

async function accept(page: Page, link: string, phone: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("link", { name: "登录后接受" }).click();
  await signInByPhone(page, phone);
  await page.getByRole("button", { name: "接受邀请" }).click();
}

/** His orders and the stock he packs; no prices, no team, no requests, no figures. */
async function seesHisWorkOnly(packer: Page, origin: string): Promise<void> {
  await packer.goto(`${origin}${DESK}/orders`);
  await packer.getByRole("button", { name: "打好包了" }).first().waitFor();
  const places = await packer.getByRole("navigation").getByRole("link").allTextContents();
  for (const none of ["商品", "团队", "求购", "操作记录", "账"]) {
    expect(
      places.some((place) => place.includes(none)),
      none,
    ).toBe(false);
  }
  for (const place of ["products", "team", "leads", "audit", "overview", "households"]) {
    const answer = await packer.request.get(`${origin}${DESK}/${place}`);
    expect(answer.status(), place).toBe(403);
  }
}
