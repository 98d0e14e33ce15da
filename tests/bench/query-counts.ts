import { payableOrders } from "~/modules/ordering/index.server";
import { type BenchMarket, REGION } from "./bench-market";
import { type BuiltPages, openBuiltPages } from "./built-pages";
import type { BenchRow } from "./figures";

/** Statements sent for one view of each kind of page; nothing is kept from one to the next. */
export async function countQueries(databaseUrl: string, market: BenchMarket): Promise<BenchRow[]> {
  const [goods] = market.goods;
  const [village] = market.markets;
  if (!goods || !village) throw new Error("there is nothing to show");
  const pages = await openBuiltPages(databaseUrl);
  try {
    const basket = cookieOf(
      await post(pages, "/cart", "", { intent: "buy", skuId: goods.skuId, packs: "1" }),
    );
    const rows = [
      await countOf(pages, "home", "/", ""),
      await countOf(pages, "list", "/products", ""),
      await countOf(pages, "product", `/products/${goods.slug}`, ""),
      await countOf(pages, "village", `/villages/${village.villageSlug}`, ""),
      await countOf(pages, "ledger", `/villages/${village.villageSlug}/ledger`, ""),
      await countOf(pages, "cart", "/cart", basket),
      await countOf(pages, "checkout", `/checkout?region=${REGION.region3}`, basket),
    ];
    const { receipt, order } = await placeOrder(pages, basket);
    return [...rows, await countOf(pages, "order", order, receipt)];
  } finally {
    await pages.close();
  }
}

async function countOf(pages: BuiltPages, name: string, path: string, cookie: string): Promise<BenchRow> {
  const { response, queries } = await pages.answer(
    new Request(`${pages.origin}${path}`, { headers: { cookie } }),
  );
  if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
  return { id: `queries.${name}`, value: queries, unit: "statements", floor: null, ratio: null, goal: null };
}

async function post(
  pages: BuiltPages,
  path: string,
  cookie: string,
  form: Record<string, string>,
): Promise<Response> {
  const request = new Request(`${pages.origin}${path}`, {
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  const { response } = await pages.answer(request);
  if (response.status !== 303) throw new Error(`${path} was answered with ${response.status}`);
  return response;
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
}

async function placeOrder(pages: BuiltPages, basket: string) {
  const { html } = await pages.answer(
    new Request(`${pages.origin}/checkout?region=${REGION.region3}`, { headers: { cookie: basket } }),
  );
  const input = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";
  const placed = await post(pages, "/checkout", basket, {
    ...REGION,
    intent: "place",
    requestKey: input("requestKey"),
    shownTotalFen: input("shownTotalFen"),
    recipient: "王小明",
    phone: "13812345678",
    street: "北院门 12 号",
    note: "",
    terms: "on",
    shareWithSeller: "on",
    payAbroad: "on",
    freshNoReturn: "on",
  });
  const receipt = cookieOf(placed);
  const paymentId = /^receipts=([\w-]+)/.exec(receipt)?.[1] ?? "";
  const placedOrders = await payableOrders(pages.db, paymentId);
  return { receipt, order: `/orders/${placedOrders?.number}` };
}
