import { index, type RouteConfig } from "@remix-run/route-config";

/** Every address of the portal, in the order of the design's list. Languages are prefixes in front of these. */
export default [index("routes/shop/home.tsx")] satisfies RouteConfig;
