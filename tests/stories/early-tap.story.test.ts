import { describe, it } from "vitest";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";

/**
 * Taps in the very moment that React begins to listen and has not yet looked at the page: on a busy phone that is when
 * a finger comes down, and React then takes the page over at once.
 */
function tapAsReactBegins(): void {
  const listen = Document.prototype.addEventListener;
  Document.prototype.addEventListener = function (this: Document, ...args: Parameters<typeof listen>) {
    listen.apply(this, args);
    if (args[0] === "click") queueMicrotask(() => document.body.click());
  };
}

describe("somebody who taps before a page has come alive", () => {
  const browser = useBrowser();
  const portal = usePortal();

  for (const path of ["/", "/products", "/cart", "/sign-in", "/demo"]) {
    it(`finds it come alive all the same: ${path}`, async () => {
      const page = await browser.newPhone();
      await page.addInitScript(tapAsReactBegins);
      await page.goto(`${portal.origin}${path}`, { waitUntil: "networkidle" });
      // React has put its mark on what it took over; an error on the way would fail the story.
      await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith("__react")));
    });
  }
});
