// Writes the Prisma client to app/generated/prisma when the schema has changed since it was last written.

import { readFile, writeFile } from "node:fs/promises";
import { run } from "./child-process.mjs";
import { withFileLock } from "./file-lock.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { inProject } from "./project.mjs";

const OUTPUT = "app/generated/prisma";
const stampFile = inProject("node_modules", ".portal-prisma-client");

/** Generates the client if its schema, its configuration or Prisma itself is another than last time. */
export async function ensurePrismaClient() {
  const sources = ["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"];
  const isFresh = async () => (await readFile(stampFile, "utf8").catch(() => "")) === (await state());
  // The files that come out count too: somebody may have deleted them.
  const state = async () => `${await fingerprint(sources)} ${await fingerprint([OUTPUT])}`;
  if (await isFresh()) return;
  await withFileLock(inProject("node_modules", ".portal-prisma-client.lock"), async () => {
    if (await isFresh()) return;
    const env = {
      ...process.env,
      // Prisma looks for its native schema engine, or else downloads it, before it generates; it does not use it
      // there. Any program that exists satisfies it, and nothing is downloaded.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    };
    console.log("Generating the Prisma client …");
    const prisma = inProject("node_modules", "prisma", "build", "index.js");
    const code = await run(process.execPath, [prisma, "generate", "--no-hints"], { env, quiet: true });
    if (code !== 0) throw new Error("prisma generate failed: see above.");
    await writeFile(stampFile, await state());
  });
}
