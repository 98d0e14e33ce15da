// Bundles the bench: its own code and the portal's modules it measures in-process. Nothing of it is in the portal.

import { inProject } from "./project.mjs";

/** What to run with Node after `buildBench`. */
export const benchEntry = inProject("build", "bench", "main.js");

const source = (/** @type {string} */ name) => inProject("tests", "bench", name);

export async function buildBench() {
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: inProject(),
    mode: "production",
    logLevel: "warn",
    resolve: { alias: { "~": inProject("app") } },
    publicDir: false,
    build: {
      ssr: true,
      target: "node22",
      outDir: inProject("build", "bench"),
      minify: false,
      rollupOptions: {
        input: {
          main: source("main.ts"),
          load: source("load-process.ts"),
          floor: source("floor-process.ts"),
          sharp: source("sharp-process.ts"),
          sheet: source("sheet-process.ts"),
        },
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", format: "esm" },
      },
    },
  });
}
