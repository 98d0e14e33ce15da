import type { Page } from "playwright-core";
import type { RunningPortal } from "../support/portal";
import { buyUpToTill, GARLIC, payAtTill } from "./buying";
import { become } from "./demo-desk";
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
  "/demo",
  "/nowhere",
] as const;

/** Pages that show what this browser's visitor put in, or is about to. */
export const BUYER_PLACES = ["/cart", "/checkout"] as const;

const DESK = "/coop/lengdixia-shucai";
export const DESK_PLACES = [DESK, `${DESK}/orders`, `${DESK}/leads`, `${DESK}/products`] as const;

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

/** A member of staff; gives the paths of a desk's pages, with one order's and one lead's among them. */
export async function staffPlaces(page: Page, portal: RunningPortal): Promise<readonly string[]> {
  await become(page, portal.origin, "杜晓燕");
  const { order, lead } = await lookUp<{ order: string; lead: string }>(
    portal,
    `SELECT (SELECT o.number FROM orders o WHERE o.cooperative_id = c.id AND o.state = 'packed' LIMIT 1) AS "order",
            (SELECT l.number FROM lead l WHERE l.cooperative_id = c.id ORDER BY l.created_at LIMIT 1) AS lead
       FROM cooperative c WHERE c.slug = 'lengdixia-shucai'`,
  );
  return [...DESK_PLACES, `${DESK}/orders?state=packed`, `${DESK}/orders/${order}`, `${DESK}/leads/${lead}`];
}
