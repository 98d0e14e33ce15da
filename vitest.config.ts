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
const forAll = {
  environment: "node" as const,
  setupFiles: ["tests/support/console.ts"],
  restoreMocks: true,
  // What is waited for may take its time on a busy machine; vitest alone would give up after one second.
  expect: { poll: { timeout: 4_000 } },
};
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
          // As long as playwright waits.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
