import { describe, expect, it } from "vitest";
import { pageWords } from "~/ui/messages/page-words.server";

/** Never called: that these do not compile is what is told here. */
const wrongBodies = [
  // @ts-expect-error: buyers' pages have no words of the stock
  () => pageWords("en", "stock"),
  // @ts-expect-error: a desk has no words of the shop's window
  () => pageWords("en", "shop", "desk"),
  // @ts-expect-error: of the team, pages of privacy know the names of duties only
  () => pageWords("en", "team", "privacy"),
  // @ts-expect-error: the window has only the ledger's figures
  () => pageWords("en", "ledger", "shop"),
];

describe("words outside a page's body", () => {
  it("come from a body that has them: a buyer's where none is named", () => {
    expect(pageWords("en", "checkout")("cart.title")).toBe(pageWords("en", "checkout", "shop")("cart.title"));
    expect(pageWords("zh-CN", "claims")("titleOf", { number: "A1" })).toContain("A1");
    expect(pageWords("zh-TW", "stock", "desk")("title")).toBe("庫存");
    expect(wrongBodies).toHaveLength(4);
  });
});
