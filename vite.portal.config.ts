import { defineConfig } from "vite";

/** Bundles the portal's process (server, wiring, workflows, jobs) beside what Remix builds. */
export default defineConfig({
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname } },
  publicDir: false,
  build: {
    ssr: true,
    target: "node22",
    outDir: "build",
    emptyOutDir: false,
    minify: false,
    rollupOptions: {
      input: {
        portal: "app/portal.server.ts",
        "image-process": "app/image-process.server.ts",
        "sheet-process": "app/sheet-process.server.ts",
        ledger: "app/ledger-command.server.ts",
        seed: "./prisma/seed.ts",
        "seed-command": "./prisma/seed-command.ts",
      },
      output: { entryFileNames: "[name].js", chunkFileNames: "portal/[name]-[hash].js", format: "esm" },
    },
  },
});
