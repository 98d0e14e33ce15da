import type { Page } from "playwright-core";

export type Step = "36 分钟" | "1 天" | "3 天" | "8 天";

/** One tap on the demo's page. */
export async function become(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/demo`);
  await page.getByRole("button", { name: `以${name}进入` }).click();
  await page.waitForURL((url) => url.pathname !== "/demo");
}

/** Moves the portal's clock; when this returns, what fell due on the way is done. */
export async function moveClock(page: Page, origin: string, step: Step): Promise<void> {
  await page.goto(`${origin}/demo`);
  await page.getByRole("button", { name: `拨快 ${step}` }).click();
  await page.getByText("到期的事务已经处理").waitFor();
}
