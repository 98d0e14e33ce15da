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

export default defineConfig({
  plugins: [tailwindcss(), compiledMessages(), remix(remixConfig)],
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname, ...compiledMessagesAlias } },
  ssr: { noExternal: ["use-intl", "icu-minify"] },
  build: { target: "es2022", sourcemap: false },
});
