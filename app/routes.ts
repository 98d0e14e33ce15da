import { index, type RouteConfig, route } from "@remix-run/route-config";

/** Every address of the portal, in the order of the design's list. Languages are prefixes in front of these. */
export default [
  index("routes/shop/home.tsx"),
  route("products", "routes/shop/products.tsx"),
  route("products/:slug", "routes/shop/product.tsx"),
] satisfies RouteConfig;
