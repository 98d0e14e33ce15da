// npm run db -- status | new NAME [--empty] | deploy | reset [--yes-destroy-everything]
// The database is the one in DATABASE_URL, else the built-in one of DATA_DIR, started for the moment if need be.

import path from "node:path";
import { runCommand } from "./lib/command.mjs";
import { openDatabase, withoutPassword } from "./lib/database.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { deploy, missingSql, newMigration, reset, status } from "./lib/migrations.mjs";
import { projectRoot } from "./lib/project.mjs";

const HELP = `Usage: npm run db -- <what>
  status       which migrations the database has, and whether the schema says more than the migrations
  new NAME     write a migration for what prisma/schema says beyond the migrations (--empty: also when nothing)
  deploy       apply the pending migrations
  reset        empty the database and apply all migrations anew
`;

/** @type {Record<string, (url: string, rest: string[]) => Promise<number | void>>} */
const commands = {
  status: async (url) => {
    const standing = await status(url);
    for (const [what, names] of Object.entries(standing)) {
      if (names.length > 0) console.log(`${what}:\n  ${names.join("\n  ")}`);
    }
    const missing = await missingSql(url);
    console.log(missing === "" ? "schema and migrations agree" : `not in any migration yet:\n${missing}`);
    const sound = [standing.edited, standing.unknown, standing.failed, standing.pending].every(
      (l) => l.length === 0,
    );
    return sound && missing === "" ? 0 : 1;
  },
  new: async (url, rest) => {
    const name = rest.filter((word) => !word.startsWith("--")).join(" ");
    const file = await newMigration(url, name, { empty: rest.includes("--empty") });
    if (file === undefined) console.log("Schema and migrations agree: nothing to write.");
    else
      console.log(
        `Written: ${path.relative(projectRoot, file)}\nRead it before you deploy it, drops above all.`,
      );
  },
  deploy: async (url) => tellApplied(await deploy(url)),
  reset: async (url, rest) => {
    if (process.env.APP_MODE === "production" && !rest.includes("--yes-destroy-everything")) {
      console.error(
        `APP_MODE is production: this would delete all orders and books in ${withoutPassword(url)}.\n` +
          "Only with --yes-destroy-everything.",
      );
      return 1;
    }
    tellApplied(await reset(url));
  },
};

/** @param {string[]} names */
function tellApplied(names) {
  console.log(names.length === 0 ? "Nothing to apply." : `Applied:\n  ${names.join("\n  ")}`);
}

await runCommand(async () => {
  const [what = "", ...rest] = process.argv.slice(2);
  const command = Object.hasOwn(commands, what) ? commands[what] : undefined;
  if (!command) {
    console.log(HELP);
    return what === "" || what === "help" ? 0 : 1;
  }
  await ensureInstalled();
  const database = await openDatabase(process.env);
  try {
    return await command(database.url, rest);
  } finally {
    await database.stop();
  }
});
