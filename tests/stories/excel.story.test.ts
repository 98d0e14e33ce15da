import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openSheets } from "~/platform/sheets/sheets.server";
import { useBrowser } from "../support/browser";
import { accepted } from "../support/market";
import { usePortal } from "../support/portal";
import { become } from "./demo-desk";

const COOP = "nangou-putao";
const LISTINGS = 500;
const HEADINGS = [
  ...[
    "商品名称",
    "类别",
    "规格名称",
    "净重（克）",
    "价格（元）",
    "保质期（天）",
    "等级",
    "运费模板",
    "分账方案",
  ],
];

/** Twelve slips of a hand: in which row of Excel's, in which column, what is written, and what is said of it. */
const SLIPS: readonly (readonly [row: number, heading: string, written: string, said: string])[] = [
  [12, "价格（元）", "六十九", "请写成金额"],
  [52, "净重（克）", "五斤", "请写克数"],
  [92, "类别", "水产", "请从这些里选"],
  [132, "保质期（天）", "永久", "请写成数字"],
  [172, "等级", "顶级", "特级 / 一级"],
  [212, "商品名称", "", "这一格要填"],
  [252, "规格名称", "", "这一格要填"],
  [292, "价格（元）", "0", "0.01 到"],
  [332, "价格（元）", "99999999", "100,000 元"],
  [372, "净重（克）", "600公斤", "500 公斤"],
  [412, "保质期（天）", "999", "1 到 240"],
  [452, "分账方案", "没有的方案", "请从这些里选"],
];

const sheets = openSheets();

async function download(page: Page, link: string) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link }).click(),
  ]);
  return accepted(await sheets.read(await readFile(await file.path())));
}

/** Five hundred new kinds of grapes, twelve of them with a slip; freight and plan as the cooperative's own sheet has them. */
async function grapes(own: readonly (readonly unknown[])[]) {
  const [headings = [], first = []] = own;
  const ofOwn = (heading: string) => String(first[headings.indexOf(heading)]);
  const rows = Array.from({ length: LISTINGS }, (_, at) => {
    const cells = [`南沟新葡萄 ${at}`, "水果", "5斤装", "2500", String(50 + at / 10), "7", "一级"];
    return [...cells, ofOwn("运费模板"), ofOwn("分账方案")];
  });
  for (const [row, heading, written] of SLIPS) {
    const cells = rows[row - 2];
    if (cells) cells[HEADINGS.indexOf(heading)] = written;
  }
  const file = await sheets.write([{ name: "商品", widths: [], rows: [HEADINGS, ...rows] }]);
  return { name: "新葡萄.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(file) };
}

describe("five hundred listings from Excel", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("come in with twelve bad rows named, cell by cell, and the others as drafts", async () => {
    const { origin } = portal;
    const page = await browser.newPhone();
    await become(page, origin, "雷小宁");
    await page.goto(`${origin}/coop/${COOP}/products`);
    await page.getByRole("link", { name: "用 Excel 改" }).click();
    const own = await download(page, "下载 Excel");
    await page.locator("input[type=file]").setInputFiles(await grapes(own));
    await page.getByRole("button", { name: "上传核对" }).click();
    await page.getByRole("heading", { name: "核对导入" }).waitFor();

    await page.getByRole("link", { name: "有问题 12" }).waitFor();
    await page.getByRole("link", { name: "新建 488" }).waitFor();
    for (const [row, heading, written, said] of SLIPS) {
      const line = page
        .getByRole("listitem")
        .filter({ hasText: `第 ${row} 行` })
        .first();
      const text = (await line.textContent()) ?? "";
      expect(text).toContain(heading);
      expect(text).toContain(said);
      expect(text).toContain(written);
    }
    const commented = await download(page, "下载带批注的 Excel");
    expect(commented.filter(([comment]) => String(comment).startsWith("有问题"))).toHaveLength(12);
    const toMend = await download(page, "只下载有问题的 12 行");
    expect(toMend.slice(1).map(([comment]) => String(comment).startsWith("有问题"))).toEqual(
      SLIPS.map(() => true),
    );
    expect(await download(await openImport(page, origin), "下载 Excel")).toHaveLength(own.length);

    await page.goBack();
    await page.getByRole("button", { name: "导入 488 行" }).click();
    await page.getByText("已导入", { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: /^导入/ }).count()).toBe(0);
    const after = await download(await openImport(page, origin), "下载 Excel");
    expect(after).toHaveLength(own.length + 488);
    const state = after[0]?.findIndex((heading) => String(heading).startsWith("状态")) ?? -1;
    const made = after.filter(([name]) => String(name).startsWith("南沟新葡萄"));
    expect(new Set(made.map((row) => row[state]))).toEqual(new Set(["草稿"]));
  }, 180_000);

  it("that are no Excel file are refused in words that say what to do", async () => {
    const { origin } = portal;
    const page = await browser.newPhone();
    browser.expectComplaint(/422/);
    await become(page, origin, "雷小宁");
    await openImport(page, origin);
    const csv = { name: "价目.xlsx", mimeType: "text/csv", buffer: Buffer.from("商品,价格\n葡萄,1") };
    await page.locator("input[type=file]").setInputFiles(csv);
    await page.getByRole("button", { name: "上传核对" }).click();
    await page.getByText("这不是 Excel 的 .xlsx 文件").waitFor();
  });
});

async function openImport(page: Page, origin: string): Promise<Page> {
  await page.goto(`${origin}/coop/${COOP}/products/import`);
  return page;
}
