import type { Page } from "playwright-core";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { picture, travelledPhotograph } from "../support/images";
import { usePortal } from "../support/portal";
import { become } from "./demo-desk";

const DESK = "/coop/nangou-putao";

/** A finger put down, moved in steps and lifted, as the screen reports it. */
async function drag(
  page: Page,
  from: readonly [number, number],
  by: readonly [number, number],
): Promise<void> {
  const screen = await page.context().newCDPSession(page);
  const at = (share: number) => [{ x: from[0] + by[0] * share, y: from[1] + by[1] * share }];
  await screen.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
  for (let step = 1; step <= 8; step += 1) {
    await screen.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(step / 8) });
  }
  await screen.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await screen.detach();
}

/** Telephones give every photograph the same name. */
const file = (buffer: Buffer) => ({ name: "image.jpg", mimeType: "image/jpeg", buffer });
const photograph = async (width: number) => file(await picture(width, 1200, "jpeg"));

/** Of several megabytes, as a camera makes them. */
async function heavyPhotograph() {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 60 };
  const create = { width: 3200, height: 2400, channels: 3 as const, background: "#888888", noise };
  return file(await sharp({ create }).jpeg({ quality: 90 }).toBuffer());
}

describe("photographs from a telephone", () => {
  const browser = useBrowser();
  const portal = usePortal();

  const photosPage = async () => {
    const page = await browser.newPhone();
    await become(page, portal.origin, "雷小宁");
    await page.goto(`${portal.origin}${DESK}/products`, { waitUntil: "networkidle" });
    const links = await page.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const [address] = links.flatMap((to) => /^[^?#]*\/products\/[0-9a-f-]{36}/.exec(to ?? "") ?? []);
    await page.goto(`${portal.origin}${address}/photos`, { waitUntil: "networkidle" });
    const cards = page.getByRole("article");
    return { page, cards, before: await cards.count(), choose: page.locator("input[type=file]") };
  };
  const sourceOf = (card: ReturnType<Page["getByRole"]>) => card.locator("img").first().getAttribute("src");

  it("stop where the signal went and come in from there, each once, small and without where they were taken", async () => {
    const { page, cards, before, choose } = await photosPage();
    const arrived: number[] = [];
    await page.route("**/photos/upload", async (route) => {
      arrived.push(route.request().postDataBuffer()?.length ?? 0);
      // With the second photograph the signal goes: it arrives, and its answer does not.
      if (arrived.length !== 2) return route.continue();
      await route.fetch();
      await page.context().setOffline(true);
      await route.abort("internetdisconnected");
    });
    browser.expectComplaint(/ERR_INTERNET_DISCONNECTED/);
    const heavy = await heavyPhotograph();
    expect(heavy.buffer.length).toBeGreaterThan(2_000_000);
    const travelled = file(await travelledPhotograph(1600, 1200));
    await choose.setInputFiles([heavy, await photograph(1500), travelled]);

    await page.getByText("还有 2 张没传上去").waitFor();
    // A tap on something else takes neither the page nor what is on its way.
    await cards.last().getByRole("button", { name: "往前" }).tap();
    await page.getByText("刚才那一下没做成").waitFor();
    await page.getByText("还有 2 张没传上去").waitFor();
    expect(arrived[0], "made smaller before it went over the weak line").toBeLessThan(
      heavy.buffer.length / 2,
    );
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "接着传" }).tap();
    await page.getByText("3 张传好了").waitFor();
    await expect.poll(() => cards.count(), { message: "sent again, there once" }).toBe(before + 3);

    const served = await page.request.get(`${portal.origin}${await sourceOf(cards.last())}`);
    const { exif, width, height } = await sharp(await served.body()).metadata();
    expect(exif, "neither place nor camera").toBeUndefined();
    expect(height, "and it stands upright").toBeGreaterThan(width);
  });

  it("say which of them could not be taken and what to do, and take the others", async () => {
    const { page, cards, before, choose } = await photosPage();
    const heic = { name: "IMG_0042.HEIC", mimeType: "image/heic", buffer: Buffer.from("not sent at all") };
    await choose.setInputFiles([heic, await photograph(1400)]);
    await page.getByText("没收下：IMG_0042.HEIC").waitFor();
    await page.getByText("把这张照片截个屏").waitFor();
    await page.getByText("1 张传好了").waitFor();
    await expect.poll(() => cards.count()).toBe(before + 1);
  });

  it("are cut by finger, put in front, described in two languages, and taken away", async () => {
    const { page, cards, before, choose } = await photosPage();
    await choose.setInputFiles(await photograph(1300));
    await expect.poll(() => cards.count()).toBe(before + 1);

    const last = cards.last();
    const whole = await sourceOf(last);
    await last.getByRole("button", { name: "裁剪" }).tap();
    const corner = last.locator(".ReactCrop__drag-handle.ord-se");
    await corner.scrollIntoViewIfNeeded();
    const place = await corner.boundingBox();
    if (!place) throw new Error("the corner of the cut is on the screen");
    expect(place.width, "a thumb finds the corner").toBeGreaterThanOrEqual(24);
    await drag(page, [place.x + place.width / 2, place.y + place.height / 2], [-80, -60]);
    await last.getByRole("button", { name: "裁好" }).tap();
    await expect.poll(() => sourceOf(last)).not.toBe(whole);
    const cut = await sourceOf(last);

    await last.getByRole("button", { name: "设为封面" }).tap();
    await expect.poll(() => sourceOf(cards.first())).toBe(cut);
    const cover = cards.first();
    await cover.getByText("说明、删除").tap();
    await cover.getByLabel("照片上是什么").fill("一箱刚剪下的葡萄");
    await cover.getByLabel(/^英文说明/).fill("A box of grapes, just cut");
    const noted = page.waitForResponse((answer) => answer.request().method() === "POST");
    await cover.getByRole("button", { name: "记下" }).tap();
    await noted;
    await page.reload({ waitUntil: "networkidle" });
    await cover.getByText("说明、删除").tap();
    expect(await cover.getByLabel(/^英文说明/).inputValue()).toBe("A box of grapes, just cut");
    expect(await cover.locator("img").first().getAttribute("alt")).toBe("一箱刚剪下的葡萄");

    await cover.getByRole("button", { name: "删掉这张照片" }).tap();
    await expect.poll(() => cards.count()).toBe(before);
    expect(await sourceOf(cards.first())).not.toBe(cut);
  });
});
