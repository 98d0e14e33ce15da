import type { Page } from "playwright-core";

/** On a page of signing in: number, the message that a demo shows, its digits. */
export async function signInByPhone(page: Page, phone: string): Promise<void> {
  await page.getByLabel("手机号").fill(phone);
  await page.getByRole("button", { name: "获取验证码" }).click();
  await typeCode(page, "登录验证码");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Types the digits of the message that the demo shows, found by these of its words. */
export async function typeCode(page: Page, words: string): Promise<void> {
  const message = await page.getByText(words).textContent();
  await page.getByLabel("验证码", { exact: true }).fill(/\d{6}/.exec(message ?? "")?.[0] ?? "");
}
