import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";
import { compiledMessages, compiledMessagesAlias } from "./scripts/lib/compiled-messages.mjs";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Every shop page carries the table of all routes with the names of their files, and letters of a hash do not compress:
 * of sixteen letters they take a third less than of sixty-four, and two files of a name still share one once in 2^32.
 */
const names = { hashCharacters: "hex" } as const;

/**
 * What the root brings along for every page travels in one file: a dozen of a few hundred bytes each compress worse, and
 * every one stands in the table of routes.
 */
const FRAME =
  /\/app\/ui\/(?:frame\/(?:alternate-languages|cart-link|error-page|icons|language-menu)|illustrations\/(?:emblem|lost-path|quiet-field|scene)|messages\/provider|primitives\/(?:button|classes|notice))\.tsx?$/;
/** Changes seldom: a browser that has been here before need not load it again after a release of ours. */
const LIBRARIES =
  /\/node_modules\/(?:@remix-run\/(?:react|router)|icu-minify|react|react-dom|react-router|react-router-dom|scheduler|turbo-stream|use-intl)\//;

function manualChunks(id: string): string | undefined {
  if (LIBRARIES.test(id)) return "libraries";
  return FRAME.test(id) ? "frame" : undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), compiledMessages(), remix(remixConfig)],
  resolve: {
    alias: [
      { find: "~", replacement: new URL("./app", import.meta.url).pathname },
      compiledMessagesAlias(isSsrBuild),
    ],
  },
  ssr: { noExternal: ["use-intl", "icu-minify"] },
  build: {
    target: "es2022",
    sourcemap: false,
    ...(isSsrBuild ? {} : { rollupOptions: { output: { ...names, manualChunks } } }),
  },
}));
