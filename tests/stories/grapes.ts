import type { Page } from "playwright-core";
import { picture } from "../support/images";

/** Writes a listing of grapes on a phone, with three photographs; gives the address of its page. */
export async function listGrapes(staff: Page, desk: string, name: string): Promise<string> {
  await staff.goto(`${desk}/products`);
  await staff.getByRole("link", { name: "新建商品" }).click();
  await staff.getByRole("link", { name: "水果", exact: true }).click();
  await staff.getByLabel("商品名称").fill(name);
  await staff.getByLabel("一句话介绍", { exact: true }).fill("酸甜多汁，老味道");
  await staff.getByLabel(/^品种(?!（英文）)/).fill("巨峰");
  await staff.getByLabel(/^等级/).selectOption("first");
  await staff.getByLabel(/^保质期/).fill("7");
  await staff.getByLabel(/^怎么存放/).selectOption("chilled");
  await staff.getByLabel(/^包装方式/).selectOption("foamBox");
  await staff.getByLabel("规格名称").fill("5斤装");
  await staff.getByLabel("净重").fill("5");
  await staff.getByLabel("元/斤").fill("12");
  await staff.getByRole("button", { name: "建好草稿" }).click();
  await staff.waitForURL(/photos/);
  await addPhotographs(staff);
  await staff.getByRole("link", { name: "照片好了" }).click();
  await staff.getByText("3 张照片").waitFor();
  return staff.url();
}

/** Three photographs of a listing, on the page that asks for them. */
export async function addPhotographs(staff: Page): Promise<void> {
  const files = await Promise.all(
    [1600, 1500, 1400].map(async (width) => ({
      name: `${width}.jpg`,
      mimeType: "image/jpeg",
      buffer: await picture(width, 1200, "jpeg"),
    })),
  );
  await staff.locator("input[type=file]").setInputFiles(files);
  await staff.getByText("传好了").waitFor();
}

/** The alliance looks at it and lets it into the shop. */
export async function approve(alliance: Page, origin: string, name: string): Promise<void> {
  await alliance.goto(`${origin}/alliance/reviews`);
  await alliance.getByRole("link", { name }).click();
  for (const point of [/^照片清楚/, /^每个规格/, /^价格和单位/, /^合格证在/, /^标签该有/]) {
    await alliance.getByLabel(point).check();
  }
  const answered = alliance.waitForResponse((answer) => answer.request().method() === "POST");
  await alliance.getByRole("button", { name: "通过" }).click();
  await answered;
}
