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

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), compiledMessages(), remix(remixConfig)],
  resolve: {
    alias: [{ find: "~", replacement: new URL("./app", import.meta.url).pathname }, compiledMessagesAlias],
  },
  ssr: { noExternal: ["use-intl", "icu-minify"] },
  build: {
    target: "es2022",
    sourcemap: false,
    ...(isSsrBuild ? {} : { rollupOptions: { output: names } }),
  },
}));
