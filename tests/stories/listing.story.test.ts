import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { picture } from "../support/images";
import { usePortal } from "../support/portal";
import { become } from "./demo-desk";

const WITHIN_MS = 1_000;
const NAME = "南沟巨峰葡萄";

/** Fills in what grapes are asked for, as somebody does with a thumb. */
async function writeGrapes(phone: Page): Promise<void> {
  await phone.getByLabel("商品名称").fill(NAME);
  await phone.getByLabel("一句话介绍", { exact: true }).fill("酸甜多汁，老味道");
  await phone.getByLabel(/^品种/).fill("巨峰");
  await phone.getByLabel(/^等级/).selectOption("first");
  await phone.getByLabel(/^保质期/).fill("7");
  await phone.getByLabel(/^怎么存放/).selectOption("chilled");
  await phone.getByLabel(/^包装方式/).selectOption("foamBox");
  await phone.getByLabel("规格名称").fill("5斤装");
  await phone.getByLabel("净重").fill("5");
  await phone.getByLabel("元/斤").fill("12");
  expect(await phone.getByLabel("元/箱").inputValue()).toBe("60");
  expect(await phone.getByLabel("元/公斤").inputValue()).toBe("24");
}

async function submit(phone: Page): Promise<void> {
  await phone.getByRole("button", { name: "提交审核" }).click();
  await phone.getByText("已交给联盟审核").waitFor();
}

describe("a new listing", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("is written on a phone with three photographs, sent back once, approved, and in the shop within a second", async () => {
    const { origin } = portal;
    const staff = await browser.newPhone();
    await become(staff, origin, "雷小宁");
    await staff.goto(`${origin}/coop/nangou-putao/products`);
    await staff.getByRole("link", { name: "新建商品" }).click();
    await staff.getByRole("link", { name: "水果", exact: true }).click();
    await writeGrapes(staff);
    await staff.getByRole("button", { name: "建好草稿" }).click();
    await staff.waitForURL(/photos/);
    const files = await Promise.all(
      [1600, 1500, 1400].map(async (width) => ({
        name: `${width}.jpg`,
        mimeType: "image/jpeg",
        buffer: await picture(width, 1200, "jpeg"),
      })),
    );
    await staff.locator("input[type=file]").setInputFiles(files);
    await staff.getByText("传好了").waitFor();
    await staff.getByRole("link", { name: "照片好了" }).click();
    await staff.getByText("3 张照片").waitFor();
    const listing = staff.url();
    await staff.getByRole("link", { name: "预览" }).click();
    await staff.getByText("只有您能看到这一页").waitFor();
    await staff.goto(listing);
    await submit(staff);

    const alliance = await browser.newPhone();
    await become(alliance, origin, "郝敏");
    await alliance.goto(`${origin}/alliance/reviews`);
    await alliance.getByRole("link", { name: NAME }).click();
    await alliance.getByLabel("净重不清楚").check();
    await alliance.getByLabel("说明白怎么改").fill("包装上的净重请拍一张");
    await alliance.getByRole("button", { name: "请修改" }).click();
    await alliance.getByText("没有等着审核的商品").waitFor();

    await staff.goto(listing);
    await staff.getByText("联盟请您改一改").waitFor();
    await staff.getByRole("link", { name: "照片", exact: true }).click();
    await staff.getByLabel("照片上看得清净重").first().check();
    await staff.getByRole("button", { name: "记下" }).first().click();
    await staff.getByRole("link", { name: "照片好了" }).click();
    await submit(staff);

    await alliance.goto(`${origin}/alliance/reviews`);
    await alliance.getByRole("link", { name: NAME }).click();
    for (const point of [/^照片清楚/, /^每个规格/, /^价格和单位/, /^合格证在/, /^标签该有/]) {
      await alliance.getByLabel(point).check();
    }
    const answered = alliance.waitForResponse((answer) => answer.request().method() === "POST");
    await alliance.getByRole("button", { name: "通过" }).click();
    await answered;
    const found = `${origin}/products?q=${encodeURIComponent("巨峰")}`;
    const seen = async () => (await (await fetch(found)).text()).includes(NAME);
    await expect.poll(seen, { interval: 50, timeout: WITHIN_MS }).toBe(true);
  });
});
