/**
 * The Remix configuration. `vite.config.ts` hands it to the Remix plugin, so this is the file that counts.
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  appDirectory: "app",
  buildDirectory: "build",
  serverModuleFormat: "esm",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    // The whole table of addresses travels with the page: it is small, and a buyer on a weak signal
    // should not wait for one more round trip before a tap does something.
    v3_lazyRouteDiscovery: false,
  },
};
