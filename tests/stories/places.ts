import type { Page } from "playwright-core";
import type { RunningPortal } from "../support/portal";
import { buyUpToTill, GARLIC, payAtTill } from "./buying";
import { lookUp } from "./look-up";

/** Pages that look the same to everybody. */
export const SHOP_PLACES = [
  "/",
  "/products",
  `/products/${GARLIC.slug}`,
  "/villages",
  `/villages/${GARLIC.village}`,
  `/villages/${GARLIC.village}/ledger`,
  "/cooperatives/lengdixia-shucai",
  "/wholesale",
  `/wholesale/lots/${GARLIC.slug}-dazong`,
  "/wholesale/requests/new",
  "/orders",
  "/sign-in",
  "/sign-in/password",
  "/l/nobody",
  "/demo",
  "/nowhere",
] as const;

/** Pages that show what this browser's visitor put in, or is about to. */
export const BUYER_PLACES = ["/cart", "/checkout"] as const;

/** Gives the visitor a basket without walking to it. */
export async function fillBasket(page: Page, portal: RunningPortal): Promise<void> {
  const { id } = await lookUp<{ id: string }>(
    portal,
    `SELECT s.id FROM sku s JOIN product p ON p.id = s.product_id
      WHERE p.slug = $1 AND s.name ->> 'zh-CN' = $2`,
    [GARLIC.slug, GARLIC.size],
  );
  const form = { intent: "add", skuId: id, packs: "1" };
  await page.request.post(`${portal.origin}/cart`, { form, maxRedirects: 0 });
}

/** A buyer with a paid order; gives the path of its page. */
export async function buyOne(page: Page, portal: RunningPortal): Promise<string> {
  await buyUpToTill(page, portal.origin, GARLIC.slug, GARLIC.size);
  return `/orders/${await payAtTill(page, "alipay")}`;
}
