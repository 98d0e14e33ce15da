/** The language in front of an address says nothing about its words. */
const LANGUAGE = /^\/(?:zh-TW|en)(?=\/|$)/;

/** The pages between the shop window and the pay page; their words are among those of every page for buyers. */
const SHOP = /^(?:\/|\/(?:products|villages|cooperatives)(?:\/[^/]+)?|\/(?:cart|checkout))\/?$/;
/** The other pages for buyers. */
const MARKET = /^\/(?:orders|wholesale|account(?!\/privacy)|sign-in|demo|villages\/[^/]+\/ledger)(?:\/|$)/;

/**
 * Whether a page brings words that the open one, of this area, does not have. Desks and the like stay among themselves:
 * from them, and to them, only a fresh page speaks rightly.
 */
export function speaksOtherWords(area: string | undefined, path: string): boolean {
  const plain = path.replace(LANGUAGE, "") || "/";
  if (area === "shop") return !SHOP.test(plain);
  if (area === "market") return !SHOP.test(plain) && !MARKET.test(plain);
  return false;
}
