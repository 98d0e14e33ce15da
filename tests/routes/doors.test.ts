import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ACTS } from "~/modules/identity/access";
import routes from "~/routes";

const APP = path.resolve(import.meta.dirname, "../../app");

interface RouteModule {
  readonly loader?: { readonly act?: string };
  readonly action?: { readonly act?: string };
}

const modules = import.meta.glob<RouteModule>("../../app/routes/**/*.{ts,tsx}");

/** Files under routes that are no address themselves. */
const isHelper = (file: string) => file.endsWith(".server.ts");

interface RouteEntry {
  readonly file: string;
  readonly children?: readonly RouteEntry[];
}

function flat(entries: readonly RouteEntry[]): RouteEntry[] {
  return entries.flatMap((entry) => [entry, ...flat(entry.children ?? [])]);
}

describe("every address", () => {
  it("names the act of each thing it does, so that the access matrix decides who may enter", async () => {
    const nameless: string[] = [];
    for (const [file, load] of Object.entries(modules)) {
      if (isHelper(file)) continue;
      const { loader, action } = await load();
      for (const [name, door] of Object.entries({ loader, action })) {
        if (door && !(ACTS as readonly string[]).includes(door.act ?? "")) nameless.push(`${file} ${name}`);
      }
    }
    expect(nameless).toEqual([]);
    // Every route of the portal is loaded for this.
  }, 60_000);

  it("stands in the table of addresses, and every file of the table exists", () => {
    const listed = flat(routes as RouteEntry[])
      .map((entry) => entry.file)
      .sort();
    const existing = readdirSync(path.join(APP, "routes"), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !isHelper(file))
      .map((file) => `routes/${file}`)
      .sort();
    expect([...new Set(listed)]).toEqual(existing);
  });
});
