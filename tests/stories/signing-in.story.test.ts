import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { lookUp } from "./look-up";
import { fillBasket } from "./places";
import { signInByPhone, typeCode } from "./sign-in";

/** Staff of the cooperative in Lengdixia, by her telephone and not by the demo's tap. */
const STAFF = { phone: "13800000001", desk: "/coop/lengdixia-shucai" };

/** An authenticator such as a telephone has: keeps its keys, and its owner's finger always fits. */
async function withFingerprintReader(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe("signing in", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("by phone, without JavaScript: a new buyer comes back to the page she left and finds her basket", async () => {
    const page = await browser.newPhone({ javaScriptEnabled: false });
    await fillBasket(page, portal);
    const before = await page.context().cookies();
    await page.goto(`${portal.origin}/sign-in?then=/cart`);
    await signInByPhone(page, "13712340001");
    expect(new URL(page.url()).pathname).toBe("/cart");
    expect(await page.getByLabel(/的数量$/).inputValue()).toBe("1");
    expect(before.some(({ name }) => name === "session")).toBe(false);

    const stranger = await browser.newPhone({ javaScriptEnabled: false });
    await stranger.goto(`${portal.origin}/sign-in?then=//evil.test`);
    await signInByPhone(stranger, "13712340002");
    expect(stranger.url()).toBe(`${portal.origin}/account`);
  });

  it("by phone is not enough for money: staff set up an authenticator, and give the money back", async () => {
    browser.expectComplaint(/401/);
    const page = await browser.newPhone();
    const { number } = await lookUp<{ number: string }>(
      portal,
      `SELECT o.number FROM orders o JOIN cooperative c ON c.id = o.cooperative_id
        WHERE o.state = 'paid' AND c.slug = 'lengdixia-shucai' ORDER BY o.id LIMIT 1`,
    );
    const path = `${STAFF.desk}/orders/${number}`;
    await page.goto(`${portal.origin}${path}`);
    await page.getByRole("link", { name: "去登录" }).click();
    await signInByPhone(page, STAFF.phone);
    expect(new URL(page.url()).pathname).toBe(path);

    await giveBack(page);
    await page.getByText("您还没有第二道验证").waitFor();
    await page.getByRole("link", { name: "现在设置" }).click();
    const key = (await page.locator("p.select-all").textContent()) ?? "";
    const app = new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) });
    await page.getByLabel("验证器显示的数字").fill(app.generate());
    await page.getByRole("button", { name: "完成设置" }).click();
    await page.getByText("设置好了").waitFor();
    await page.getByRole("link", { name: "我已收好" }).click();
    await page.waitForURL(`**${path}`);

    await giveBack(page);
    await page.getByRole("button", { name: /给买家/ }).waitFor({ state: "hidden" });
    const { state } = await lookUp<{ state: string }>(
      portal,
      "SELECT count(*)::text AS state FROM refund r JOIN orders o ON o.id = r.order_id WHERE o.number = $1",
      [number],
    );
    expect(state).toBe("1");
  });

  it("a lost phone is signed out from another device, and opens nothing any more", async () => {
    browser.expectComplaint(/401/);
    const [lost, computer] = [await browser.newPhone(), await browser.newDesktop()];
    await lost.goto(`${portal.origin}/sign-in`);
    await signInByPhone(lost, "13712340003");
    await computer.goto(`${portal.origin}/sign-in/password`);
    await computer.getByRole("link", { name: "用短信验证码登录" }).click();
    // The next code of one number comes after a minute, which nobody waits for in a story.
    await lookUp(portal, "WITH gone AS (DELETE FROM pace RETURNING 1) SELECT count(*)::text AS n FROM gone");
    await signInByPhone(computer, "13712340003");
    await computer.goto(`${portal.origin}/account/security`);
    await computer.getByText("这一台").waitFor();
    await computer.getByRole("button", { name: /^退出/ }).first().click();
    await computer.getByText("已经退出").waitFor();
    await lost.goto(`${portal.origin}/account/security`);
    await lost.getByRole("heading", { name: "请先登录" }).waitFor();
  });

  it("with a new number: the old one shown, then the new one, and a device elsewhere is out", async () => {
    browser.expectComplaint(/401/);
    const [phone, elsewhere] = [await browser.newPhone(), await browser.newDesktop()];
    await elsewhere.goto(`${portal.origin}/sign-in`);
    await signInByPhone(elsewhere, "13712340005");
    await lookUp(portal, "WITH gone AS (DELETE FROM pace RETURNING 1) SELECT count(*)::text AS n FROM gone");
    await phone.goto(`${portal.origin}/sign-in?then=/account/security`);
    await signInByPhone(phone, "13712340005");
    await lookUp(portal, "WITH gone AS (DELETE FROM pace RETURNING 1) SELECT count(*)::text AS n FROM gone");

    await phone.getByRole("link", { name: "手机号 更改" }).click();
    await phone.getByRole("button", { name: "发验证码到旧号码" }).click();
    await typeCode(phone, "更换手机号的验证码");
    await phone.getByRole("button", { name: "下一步" }).click();
    await phone.getByLabel("新手机号").fill("13712340006");
    await phone.getByRole("button", { name: "发验证码到新号码" }).click();
    await typeCode(phone, "用这个号码登录的验证码");
    await phone.getByRole("button", { name: "更换手机号" }).click();
    await phone.getByText("手机号已更换").waitFor();
    await phone.getByText("137****0006").waitFor();
    await elsewhere.goto(`${portal.origin}/account/security`);
    await elsewhere.getByRole("heading", { name: "请先登录" }).waitFor();
  });

  it("by a passkey: made once with a finger, then it signs in and may touch money", async () => {
    const page = await browser.newPhone();
    await withFingerprintReader(page);
    await page.goto(`${portal.origin}/sign-in?then=/account/security/passkeys`);
    await signInByPhone(page, "13712340004");
    await page.getByLabel("名称").fill("我的手机");
    await page.getByRole("button", { name: "创建通行密钥" }).click();
    await page.getByText("恢复码").first().waitFor();
    await page.goto(`${portal.origin}/account`);
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.waitForURL("**/sign-in**");

    await page.goto(`${portal.origin}/sign-in?then=/account/security`);
    await page.getByRole("button", { name: "用通行密钥登录" }).click();
    await page.waitForURL("**/account/security");
    await page.getByText("这次登录已通过通行密钥").waitFor();
    await page.goto(`${portal.origin}/account/security/passkeys`);
    expect(await page.getByLabel("名称").first().inputValue()).toBe("我的手机");
    await page.getByRole("button", { name: "移除" }).click();
    await page.getByRole("button", { name: "移除" }).waitFor({ state: "hidden" });
  });
});

async function giveBack(page: Page): Promise<void> {
  await page.getByText("退款给买家").click();
  await page.getByLabel("原因").fill("买家打电话说不要了");
  await page.getByRole("button", { name: /给买家$/ }).click();
}
