import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { type RunningPortal, usePortal } from "../support/portal";
import { GARLIC } from "./buying";
import { allScreens, goEverywhere, screenAt, WAYS, WITHOUT_A_WAY } from "./every-place";
import { lookUp } from "./look-up";
import { BUYER_PLACES, buyOne, fillBasket, SHOP_PLACES } from "./places";

const PREFIX = { "zh-TW": "/zh-TW", en: "/en" } as const;
const PHONE_WIDTH = 360;
type Other = keyof typeof PREFIX;

/** A hundred pages and more, one after the other. */
const WITHIN_MS = 240_000;

describe("the portal in three languages", () => {
  const browser = useBrowser();
  const portal = usePortal();

  /** Every page of the shop and of a desk, in one language; what is wrong with any of them. */
  const readEverywhere = async (locale: Other, wrongIn: (text: string) => string) => {
    browser.expectComplaint(/404/);
    const buyer = await browser.newPhone();
    const order = await buyOne(buyer, portal);
    await fillBasket(buyer, portal);
    const typed = await typedByPeople(portal);
    const wrong: string[] = [];
    const unread = new Set(allScreens());
    const read = async (page: Page, path: string) => {
      const address = `${PREFIX[locale]}${path === "/" ? "" : path}`;
      unread.delete(screenAt(path) ?? "");
      expect.soft(await page.evaluate(() => document.documentElement.lang), address).toBe(locale);
      const found = wrongIn(await wordsOf(page, typed));
      if (found !== "") wrong.push(`${address}: ${found}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > PHONE_WIDTH) wrong.push(`${address} is ${width} pixels wide`);
    };
    for (const path of [...SHOP_PLACES, ...BUYER_PLACES, order, `${order}/address`, `${order}/claim`]) {
      await buyer.goto(`${portal.origin}${PREFIX[locale]}${path === "/" ? "" : path}`);
      await read(buyer, path);
    }
    for (const way of WAYS) {
      const somebody = await browser.newPhone();
      for await (const path of goEverywhere(somebody, portal, way, PREFIX[locale])) {
        await read(somebody, path);
      }
    }
    expect(wrong).toEqual([]);
    expect([...unread].toSorted(), "screens no way leads to").toEqual(WITHOUT_A_WAY);
  };

  it("speaks to readers in Taiwan and Hong Kong with traditional characters everywhere", {
    timeout: WITHIN_MS,
  }, async () => {
    const big5 = charactersOfBig5();
    await readEverywhere("zh-TW", (text) => {
      const han = text.match(/\p{Script=Han}/gu) ?? [];
      return [...new Set(han.filter((character) => !big5.has(character)))].join("");
    });
  });

  it("speaks English everywhere, and leaves Chinese to the names of people and to what they typed", {
    timeout: WITHIN_MS,
  }, async () => {
    await readEverywhere(
      "en",
      (text) =>
        text
          .replaceAll(QUOTED, "")
          .match(/\p{Script=Han}+/gu)
          ?.join(" ") ?? "",
    );
  });

  it("keeps the reader's place when the language is changed, and tells search engines of all three", async () => {
    const page = await browser.newPhone();
    await page.goto(`${portal.origin}/products?category=vegetables&q=suan`);
    for (const [menu, own, path] of [
      ["语言", "English", "/en/products"],
      ["Language", "繁體中文", "/zh-TW/products"],
      ["語言", "简体中文", "/products"],
    ] as const) {
      await page.locator(`summary[aria-label="${menu}"]`).click();
      await page.getByRole("link", { name: own }).click();
      await page.waitForURL(`${portal.origin}${path}?category=vegetables&q=suan`);
    }
    const alternates = await page
      .locator("link[rel=alternate][hreflang]")
      .evaluateAll((links) =>
        links.map((link) => [link.getAttribute("hreflang"), link.getAttribute("href")]),
      );
    expect(alternates.map(([language]) => language)).toEqual(["zh-CN", "zh-TW", "en", "x-default"]);
    for (const [language, address] of alternates) {
      const html = await (await fetch(address ?? "")).text();
      expect(html).toContain(`<html lang="${language === "x-default" ? "zh-CN" : language}"`);
    }
  });

  it.for([
    ["", "¥5.76/斤", /2\d{3}年\d+月\d+日采收/],
    ["/zh-TW", "¥11.52/公斤", /2\d{3}年\d+月\d+日採收/],
    ["/en", "¥11.52/kg", /[A-Z][a-z]+ \d{1,2}, 2\d{3}|\d{1,2} [A-Z][a-z]+ 2\d{3}/],
  ] as const)("counts and dates as its readers do: %s", async ([prefix, price, day]) => {
    const page = await browser.newPhone();
    await page.goto(`${portal.origin}${prefix}/products/${GARLIC.slug}`);
    const words = await page.locator("main").textContent();
    expect(words).toContain(price);
    expect(words).toMatch(day);
  });
});

/** A trade name that the English hint quotes, because it means two different things. */
const QUOTED = "蒜苗";

/** The first character of a name, as the desk shows it before a letter is opened. */
const MASKED = /.\*\*/gu;

/** Names, addresses and letters stay as they were typed, in whatever language the page is; the longest first. */
async function typedByPeople(portal: RunningPortal): Promise<readonly string[]> {
  const { typed } = await lookUp<{ typed: string[] }>(
    portal,
    `SELECT array_agg(text ORDER BY length(text) DESC) AS typed FROM (
       SELECT display_name AS text FROM users
       UNION SELECT unnest(ARRAY[recipient, street, note]) FROM orders
       UNION SELECT unnest(ARRAY[variety, grade, company, contact, note, next_step]) FROM lead
       UNION SELECT body FROM lead_event
       UNION SELECT unnest(ARRAY[words, answer]) FROM claim
       UNION SELECT name FROM household
       UNION SELECT place FROM field_plot
       UNION SELECT unnest(ARRAY[variety, specification]) FROM intake_slip
       UNION SELECT unnest(ARRAY[input, source, dose, note]) FROM production_record
       UNION SELECT unnest(ARRAY[reason, after ->> 'name']) FROM audit_entry
     ) AS typing WHERE text <> ''`,
  );
  return typed;
}

/** All words a page shows or reads aloud in its own language, less the given ones. */
async function wordsOf(page: Page, except: readonly string[]): Promise<string> {
  const text = await page.evaluate(() => {
    const own = document.documentElement.lang;
    const isOwn = (element: Element | null) => element?.closest("[lang]")?.getAttribute("lang") === own;
    const words = [document.title];
    for (const element of document.body.querySelectorAll("*")) {
      if (element.matches("script, style, noscript") || !isOwn(element)) continue;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) words.push(node.nodeValue ?? "");
      for (const name of ["aria-label", "alt", "placeholder", "title"])
        words.push(element.getAttribute(name) ?? "");
    }
    return words.join("\n");
  });
  return except.reduce((rest, typed) => rest.replaceAll(typed, ""), text).replace(MASKED, "");
}

/** The characters of Big5, which knows traditional ones only: a simplified one among the words is not in it. */
function charactersOfBig5(): ReadonlySet<string> {
  const decoder = new TextDecoder("big5");
  const characters = new Set<string>();
  for (let lead = 0xa4; lead <= 0xf9; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      characters.add(decoder.decode(Uint8Array.of(lead, trail)));
    }
  }
  return characters;
}
