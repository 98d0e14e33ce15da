import type { RouteConfigEntry } from "@remix-run/route-config";
import { describe, expect, it } from "vitest";
import { speaksOtherWords } from "~/ui/messages/other-words";
import { areaOfMatches } from "~/ui/messages/provider";
import routes from "../../app/routes";

/** Followed by a fresh page always, since it may lead to any other. */
const SHORT_LINK = "/l/:code";
/** What is said wherever there is no page; nothing links there. */
const NOWHERE = "/*";

/** Every screen: the address it has, its parameters as they are written, and its route. */
function screens(entries: readonly RouteConfigEntry[], under = ""): [path: string, route: string][] {
  return entries.flatMap(({ file, path = "", children }) => {
    const here = path === "" ? under : `${under}/${path}`;
    if (children) return screens(children, here);
    return file.endsWith(".tsx") ? [[here || "/", file.replace(/\.tsx$/, "")]] : [];
  });
}

describe("a link to a page with other words", () => {
  it.for([
    ["/products", "routes/shop/products"],
    ["/en/products/garlic", "routes/shop/product"],
    ["/zh-TW", "routes/shop/home"],
    ["/villages/yandixia", "routes/shop/village"],
    ["/cooperatives/lengdixia-shucai", "routes/shop/cooperative"],
    ["/cart", "routes/shop/cart"],
    ["/checkout", "routes/shop/checkout"],
  ] as const)("is not one between shop window and pay page: %s", ([path, route]) => {
    expect(areaOfMatches(["root", route])).toBe("shop");
    expect(speaksOtherWords("shop", path)).toBe(false);
    expect(speaksOtherWords("market", path)).toBe(false);
  });

  it.for([
    ["/orders", "routes/shop/orders"],
    ["/en/orders/DQXX-GX5Q-84J", "routes/shop/order"],
    ["/villages/yandixia/ledger", "routes/shop/ledger"],
    ["/wholesale/lots/garlic", "routes/wholesale/offer"],
    ["/account/security", "routes/account/security"],
    ["/demo", "routes/demo/demo"],
  ] as const)("is one from the shop window to the other pages for buyers: %s", ([path, route]) => {
    expect(areaOfMatches(["root", route])).toBe("market");
    expect(speaksOtherWords("shop", path)).toBe(true);
    expect(speaksOtherWords("market", path)).toBe(false);
  });

  it.for(["/coop/lengdixia-shucai", "/en/alliance/reviews", "/privacy", "/account/privacy", "/trace/PA59"])(
    "is one from any page for buyers to %s",
    (path) => {
      expect(speaksOtherWords("shop", path)).toBe(true);
      expect(speaksOtherWords("market", path)).toBe(true);
    },
  );

  it.for(screens(routes).filter(([path]) => path !== SHORT_LINK && path !== NOWHERE))(
    "brings words exactly where the screen's own words are others: %s",
    ([path, route]) => {
      const area = areaOfMatches(["root", route]);
      expect(speaksOtherWords("shop", path)).toBe(area !== "shop");
      expect(speaksOtherWords("market", path)).toBe(area !== "shop" && area !== "market");
    },
  );
});
