import { describe, expect, it } from "vitest";
import { useBrowser } from "./browser";

describe("the browser of the stories", () => {
  const browser = useBrowser();

  it("is a phone of 360 by 740 that is touched, in Chinese and in Shanghai", async () => {
    const page = await browser.newPhone();
    const seen = await page.evaluate(() => ({
      width: screen.width,
      touch: navigator.maxTouchPoints > 0,
      language: navigator.language,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }));
    expect(seen).toEqual({ width: 360, touch: true, language: "zh-CN", zone: "Asia/Shanghai" });
  });

  it("draws Chinese characters, each its own and none as an empty box", async () => {
    const page = await browser.newDesktop();
    await page.setContent("<meta charset=utf-8><canvas width=40 height=40></canvas>");
    const drawings = await page.evaluate(() => {
      const canvas = document.querySelector("canvas");
      const pen = canvas?.getContext("2d");
      return ["蒜", "蜜", "薹", "農", "\u{10FFFD}"].map((character) => {
        pen?.clearRect(0, 0, 40, 40);
        if (pen) pen.font = "30px 'PingFang SC', sans-serif";
        pen?.fillText(character, 2, 32);
        return canvas?.toDataURL() ?? "";
      });
    });
    expect(new Set(drawings).size).toBe(5);
  });

  it("hears what a page complains about", async () => {
    browser.expectComplaint(/console: 缺货/);
    browser.expectComplaint(/thrown: Error: 断了/);
    const page = await browser.newPhone();
    await page.setContent(
      "<script>console.error('缺货'); setTimeout(() => { throw new Error('断了'); })</script>",
    );
    await page.waitForTimeout(50);
  });
});
