import type { Page } from "playwright-core";

/** A cooperative's scale, as somebody uses it with a thumb. */

export interface Delivery {
  /** as the choice says it, such as 户01 赵秋生 */
  readonly household: string;
  readonly product: string;
  /** gross in jin; nothing is taken off */
  readonly gross: string;
  /** yuan a jin */
  readonly price: string;
}

/** Writes a slip for what stands on the scale; gives its address. */
export async function weigh(staff: Page, desk: string, delivery: Delivery): Promise<string> {
  await staff.goto(`${desk}/intake`);
  await staff.getByLabel("农户", { exact: true }).selectOption({ label: delivery.household });
  const other = staff.getByText("这一户不一样，改一下");
  if (await other.isVisible()) await other.click();
  await staff.getByLabel("商品", { exact: true }).selectOption({ label: delivery.product });
  await staff.getByLabel("品种").fill("巨峰");
  await staff.getByLabel("等级").selectOption("first");
  await staff.getByLabel(/^每斤收购价/).fill(delivery.price);
  await staff.getByLabel("第 1 秤 毛重").fill(delivery.gross);
  await staff.getByRole("button", { name: "开收购单" }).click();
  await staff.locator("summary", { hasText: "签名确认" }).waitFor();
  return staff.url();
}

/** The next in the queue brought the same at the same price: who it is and what the scale shows is all there is to say. */
export async function weighNext(
  staff: Page,
  { household, gross }: Pick<Delivery, "household" | "gross">,
): Promise<void> {
  await staff.getByRole("link", { name: "称下一户" }).click();
  await staff.getByText("这一户不一样，改一下").waitFor();
  await staff.getByLabel("农户", { exact: true }).selectOption({ label: household });
  await staff.getByLabel("第 1 秤 毛重").fill(gross);
  await staff.getByRole("button", { name: "开收购单" }).click();
  await staff.locator("summary", { hasText: "签名确认" }).waitFor();
}

/** The household reads the slip on its own telephone, gets the code by a message, and says it. */
export async function sayCode(staff: Page, grower: Page, origin: string): Promise<void> {
  const page = await staff.getByRole("link", { name: "看农户看到的页面" }).getAttribute("href");
  await grower.goto(`${origin}${page}`);
  await grower.getByText("等您确认").waitFor();
  await staff.getByRole("button", { name: /^发短信到/ }).click();
  const message = (await staff.getByText(/告诉收货的人/).textContent()) ?? "";
  await staff
    .getByLabel("确认码", { exact: true })
    .fill(/\d{6}/.exec(message.split("确认码")[1] ?? "")?.[0] ?? "");
  await staff.getByRole("button", { name: "码对了，确认收货" }).click();
  await staff.getByText("农户念码确认").waitFor();
}

/** A finger writes a name on the glass. */
export async function sign(staff: Page): Promise<void> {
  const field = staff.getByRole("img", { name: "签名框" });
  // Where the household has a telephone, its code lies open and this way is folded.
  if (!(await field.isVisible())) await staff.locator("summary", { hasText: "签名确认" }).click();
  // In the middle: at the edge the desk's places would lie over it.
  await field.evaluate((box) => box.scrollIntoView({ block: "center", behavior: "instant" }));
  const box = await field.boundingBox();
  if (!box) throw new Error("there is no field to sign in");
  const touch = await staff.context().newCDPSession(staff);
  const at = (step: number) => [
    { x: box.x + 20 + step * 14, y: box.y + box.height / 2 + (step % 2 === 0 ? 18 : -18) },
  ];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
  for (let step = 1; step <= 14; step += 1) {
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(step) });
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await staff.getByLabel(/当面看着农户本人签的名$/).check();
  await staff.getByRole("button", { name: "签好了，确认收货" }).click();
  await staff.getByText("农户签名确认").waitFor();
}

/** The scale was read wrongly: another slip stands for the first one. */
export async function putRight(staff: Page, gross: string, reason: string): Promise<void> {
  await staff.locator("summary", { hasText: "开更正单" }).click();
  await staff.getByLabel("第 1 秤 毛重").fill(gross);
  await staff.getByLabel("为什么更正").fill(reason);
  await staff.getByRole("button", { name: "开更正单" }).click();
  await staff.getByText(`：${reason}`).waitFor();
}
