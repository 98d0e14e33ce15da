import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/**
 * What a test file needs is told by its name:
 *   *.test.ts        nothing but the code (no database, no network, no browser)
 *   *.db.test.ts     a database of its own, see tests/support/database.ts
 *   *.story.test.ts  the built portal and a browser, see tests/support/browser.ts
 */
const shared = {
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  esbuild: { jsx: "automatic" as const },
};
const forAll = { environment: "node" as const, setupFiles: ["tests/support/console.ts"], restoreMocks: true };
const withServer = { globalSetup: ["tests/support/throwaway-server.ts"], hookTimeout: 30_000 };

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          ...forAll,
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/**/*.db.test.{ts,tsx}", "tests/**/*.story.test.{ts,tsx}"],
        },
      },
      {
        ...shared,
        test: {
          ...forAll,
          ...withServer,
          name: "integration",
          include: ["tests/**/*.db.test.{ts,tsx}"],
          testTimeout: 20_000,
        },
      },
      {
        ...shared,
        test: {
          ...forAll,
          ...withServer,
          name: "stories",
          include: ["tests/**/*.story.test.{ts,tsx}"],
          // One browser and one portal at a time, after everything else: a story that waits for a busy machine fails.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
