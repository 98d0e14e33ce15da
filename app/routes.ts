import { index, type RouteConfig, route } from "@remix-run/route-config";

/** Every address of the portal, in the order of the design's list. Languages are prefixes in front of these. */
export default [
  index("routes/shop/home.tsx"),
  route("products", "routes/shop/products.tsx"),
  route("products/:slug", "routes/shop/product.tsx"),
  route("villages", "routes/shop/villages.tsx"),
  route("villages/:slug", "routes/shop/village.tsx"),
  route("villages/:slug/ledger", "routes/shop/ledger.tsx"),
  route("villages/:slug/ledger.csv", "routes/shop/ledger-csv.ts"),
  route("villages/:slug/ledger/vouchers.json", "routes/shop/ledger-vouchers.ts"),
  route("cooperatives/:slug", "routes/shop/cooperative.tsx"),
  route("cart", "routes/shop/cart.tsx"),
  route("checkout", "routes/shop/checkout.tsx"),
  route("checkout/return", "routes/shop/checkout-return.ts"),
  route("orders", "routes/shop/orders.tsx"),
  route("orders/:number", "routes/shop/order.tsx"),
  route("account", "routes/account/account.tsx"),
  route("wholesale", "routes/wholesale/list.tsx"),
  route("wholesale/lots/:slug", "routes/wholesale/offer.tsx"),
  route("wholesale/requests/new", "routes/wholesale/new-request.tsx"),
  route("wholesale/requests/:number", "routes/wholesale/request.tsx"),
  route("l/:code", "routes/shop/short-link.tsx"),
  route("demo", "routes/demo/demo.tsx"),
  route("webhooks/stripe", "routes/webhooks/stripe.ts"),
  route("api/v1/regions", "routes/api/regions.ts"),
  route("api/v1/me", "routes/api/me.ts"),
] satisfies RouteConfig;
