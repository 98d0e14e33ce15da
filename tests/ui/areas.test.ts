import { describe, expect, it } from "vitest";
import { areaOfMatches } from "~/ui/messages/provider";

describe("the words of a page", () => {
  it.for([
    "routes/shop/home",
    "routes/shop/products",
    "routes/shop/product",
    "routes/shop/village",
    "routes/shop/cooperative",
    "routes/shop/cart",
    "routes/shop/checkout",
  ])("are the few of the way to the pay page: %s", (route) => {
    expect(areaOfMatches(["root", route])).toBe("shop");
  });

  it.for([
    "routes/shop/orders",
    "routes/shop/order",
    "routes/shop/ledger",
    "routes/wholesale/offer",
    "routes/account/security",
    "routes/demo/demo",
  ])("are those of all pages for buyers: %s", (route) => {
    expect(areaOfMatches(["root", route])).toBe("market");
  });

  it.for([
    ["routes/coop/desk", "desk"],
    ["routes/alliance/reviews", "desk"],
    ["routes/books/overview", "desk"],
    ["routes/invite/invitation", "desk"],
    ["routes/privacy/rules", "privacy"],
    ["routes/trace/passport", "trace"],
  ] as const)("are a body of their own: %s speaks %s", ([route, area]) => {
    expect(areaOfMatches(["root", route])).toBe(area);
  });
});
