import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Act } from "~/modules/identity/access";
import { sendKept, stayWhenUnsent } from "~/ui/drafts/send-kept";

const APP = path.resolve(import.meta.dirname, "../../app");

/** Acts by which something counted, weighed, sent or promised changes. Words, photographs and duties weigh nothing. */
const COUNTED: ReadonlySet<string> = new Set<Act>([
  "coop.orders.fulfil",
  "coop.stock.edit",
  "coop.intake.write",
  "coop.leads.answer",
]);

/** Where the forms of those acts are drawn. */
const DRAWN_IN = ["routes/coop", "ui/desk", "ui/intake"];
/** What is drawn there and changes words, photographs or duties only; a sheet that is brought in is only looked at. */
const WEIGHS_NOTHING = /^routes\/coop\/(listing|photo|team|audit|import\.tsx)/;

interface RouteModule {
  readonly action?: { readonly act?: string };
  readonly clientAction?: unknown;
  readonly shouldRevalidate?: unknown;
}

const modules = import.meta.glob<RouteModule>("../../app/routes/coop/*.{ts,tsx}");

const sourceOf = (file: string) => readFileSync(path.join(APP, file), "utf8");
const timesIn = (source: string, pattern: RegExp) => source.match(pattern)?.length ?? 0;

const drawn = DRAWN_IN.flatMap((folder) =>
  readdirSync(path.join(APP, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => `${folder}/${name}`),
).filter((file) => !WEIGHS_NOTHING.test(file));

describe("a desk form that changes what is counted or weighed", () => {
  it("is worked once however often it is sent, and keeps what is typed until it has arrived", async () => {
    const lacking: string[] = [];
    let found = 0;
    for (const [name, load] of Object.entries(modules)) {
      const file = name.replace("../../app/", "");
      const { action, clientAction, shouldRevalidate } = await load();
      if (!COUNTED.has(action?.act ?? "")) continue;
      found += 1;
      if (!/cooperativeBySlug,\s*once\(/.test(sourceOf(file))) lacking.push(`${file}: once`);
      if (clientAction !== sendKept || shouldRevalidate !== stayWhenUnsent)
        lacking.push(`${file}: send-kept`);
    }
    expect(lacking).toEqual([]);
    expect(found, "the desk has its counted acts").toBeGreaterThanOrEqual(11);
    // Every route of the desk is loaded for this.
  }, 60_000);

  it("carries a request key and a draft, each form its own", () => {
    const lacking = drawn.filter((file) => {
      const source = sourceOf(file);
      const forms = timesIn(source, /<(?:[\w.]+\.)?Form\b[^>]*method="post"/g);
      return forms !== timesIn(source, /<KeptDraft\b/g);
    });
    expect(lacking).toEqual([]);
  });
});
