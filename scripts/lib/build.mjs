// Builds the portal when its sources have changed since the last build.

import { readFile, rm, writeFile } from "node:fs/promises";
import { run } from "./child-process.mjs";
import { compressAssets } from "./compress-assets.mjs";
import { withFileLock } from "./file-lock.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { inProject } from "./project.mjs";

/** Everything that has a say in what comes out. The Prisma client is written from the schema, so that one counts. */
const SOURCES = [
  "app",
  "public",
  "prisma/schema",
  "prisma/seed.ts",
  "prisma/seed",
  "scripts/lib/compiled-messages.mjs",
  "vite.config.ts",
  "vite.portal.config.ts",
  "remix.config.js",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** The steps, in order: pages for browser and server, then the process that serves them. */
const STEPS = [
  ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"],
  ["node_modules/vite/bin/vite.js", "build", "--config", "vite.portal.config.ts"],
];

/** What the build makes and `npm start` runs. */
export const portalEntry = inProject("build", "portal.js");

const stampFile = inProject("build", ".portal-built");

/** Builds unless the last complete build was made from these very sources. */
export async function ensureBuilt() {
  const isCurrent = async () =>
    (await readFile(stampFile, "utf8").catch(() => "")) === (await fingerprint(SOURCES, counts));
  if (await isCurrent()) return;
  await withFileLock(
    inProject("node_modules", ".portal-build.lock"),
    async () => {
      if (await isCurrent()) return;
      console.log("Building the portal …");
      // Taken before the build, so that a change made meanwhile is not taken for built; and the old stamp goes
      // first, so that a build that is broken off does not count.
      const made = await fingerprint(SOURCES, counts);
      await rm(stampFile, { force: true });
      for (const [file, ...args] of STEPS) {
        const env = { ...process.env, NODE_ENV: "production" };
        const code = await run(process.execPath, [inProject(file ?? ""), ...args], { env, quiet: true });
        if (code !== 0) throw new Error(`The build failed in ${args.join(" ")}: see above.`);
      }
      await compressAssets(inProject("build", "client"));
      await writeFile(stampFile, made);
    },
    () => console.log("Another command is building the portal; waiting …"),
  );
}

/** @param {string} file */
const counts = (file) => !file.startsWith("app/generated/");
