import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";

describe("a form that holds more than one may", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it.for([
    ["", "一次填得太多了", "返回表单"],
    ["/zh-TW", "一次填得太多了", "返回表單"],
    ["/en", "Too much text for one form", "Back to the form"],
  ] as const)(
    "is answered by a page in its language that leads back to the form: %s",
    async ([prefix, title, back]) => {
      browser.expectComplaint(/413/);
      const page = await browser.newPhone();
      const form = `${portal.origin}${prefix}/wholesale/requests/new`;
      await page.goto(form);
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      // No box takes that much by itself. Sent as a browser without our script sends it, once this call is over.
      await page.locator("textarea[name=note]").evaluate((box: HTMLTextAreaElement, text) => {
        box.value = text;
        setTimeout(() => HTMLFormElement.prototype.submit.call(box.form), 0);
      }, "长".repeat(200_000));
      expect((await answer).status()).toBe(413);
      await page.getByRole("heading", { name: title }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.getByRole("link", { name: back }).click();
      await page.waitForURL(form);
    },
  );
});
