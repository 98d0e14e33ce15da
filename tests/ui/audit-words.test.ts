import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { REVIEWED_PARTS } from "~/modules/catalog/listing/draft";
import { REVIEW_REASONS } from "~/modules/catalog/listing/review";
import { TEMPLATE_NAMES } from "~/modules/catalog/listing/templates";
import { PACK_CHANNELS } from "~/modules/catalog/stock";
import { CODED_FIELDS, RECORDED_ACTS, SUBJECT_KINDS } from "~/modules/identity/audit-words";
import { ROLES } from "~/modules/identity/duties";
import { BASES, OCCASIONS } from "~/modules/intake/certificate";
import { CONFIRMED_BY, GRADE_NAMES, GRADES } from "~/modules/intake/slip";
import { TABLED_FIELDS } from "~/ui/audit/coded-words";
import { wordsFor } from "~/ui/audit/words-for";
import en from "~/ui/messages/en/audit.json";
import enListings from "~/ui/messages/en/listings.json";
import enTeam from "~/ui/messages/en/team.json";
import zhCN from "~/ui/messages/zh-CN/audit.json";
import zhCNListings from "~/ui/messages/zh-CN/listings.json";
import zhCNTeam from "~/ui/messages/zh-CN/team.json";
import zhTW from "~/ui/messages/zh-TW/audit.json";
import zhTWListings from "~/ui/messages/zh-TW/listings.json";
import zhTWTeam from "~/ui/messages/zh-TW/team.json";

/** Names of fields that stand in the `before: {…}` and `after: {…}` of the workflows, and what coded fields may hold. */
function toldByWorkflows() {
  const folder = new URL("../../app/workflows/", import.meta.url);
  const fields = new Set<string>();
  for (const file of readdirSync(folder)) {
    const source = readFileSync(new URL(file, folder), "utf8");
    if (!/recordChanges?\(/.test(source)) continue;
    for (const [, body = ""] of source.matchAll(/\b(?:before|after): \{([^{}]*)\}/g)) {
      for (const part of body.split(",")) {
        const name = /^\s*(\w+)\s*(?::|$)/.exec(part)?.[1];
        if (name) fields.add(name);
      }
    }
  }
  const codes = new Set<string>([...BASES, ...OCCASIONS, ...CONFIRMED_BY, ...PACK_CHANNELS]);
  for (const code of [
    "approve",
    "askChanges",
    "win",
    "lose",
    "retail",
    "wholesale",
    "shareWithSeller",
    "recipient",
    "phone",
    "street",
    "note",
  ])
    codes.add(code);
  return { fields, codes };
}

type Words = { readonly [key: string]: string | Words };

function names(words: Words, prefix = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : names(value, `${prefix}${key}.`),
  );
}

describe.each([
  ["zh-CN", zhCN],
  ["zh-TW", zhTW],
  ["en", en],
])("the audit log in %s", (_, words) => {
  it("has words for everything it can say that somebody did, and for no more", () => {
    expect(names(words.acts).sort()).toEqual([...RECORDED_ACTS].sort());
  });

  it("has words for every field and every coded value that a change names", () => {
    const { fields, codes } = toldByWorkflows();
    expect([...fields].filter((name) => !(name in words.fields))).toEqual([]);
    expect([...codes].filter((code) => !(code in words.values))).toEqual([]);
    expect(fields.size).toBeGreaterThan(30);
    expect(codes.size).toBeGreaterThan(15);
  });

  it("has a word for every kind of thing", () => {
    expect(Object.keys(words.subjects).sort()).toEqual([...SUBJECT_KINDS].sort());
  });
});

describe.each([
  ["zh-CN", zhCNListings, zhCNTeam],
  ["zh-TW", zhTWListings, zhTWTeam],
  ["en", enListings, enTeam],
] as const)("a code of a table that the log shows in %s", (locale, listings, team) => {
  const tables: Readonly<Record<(typeof TABLED_FIELDS)[number], readonly [readonly string[], object]>> = {
    changed: [REVIEWED_PARTS, listings.part],
    grade: [GRADES, Object.fromEntries(GRADES.map((grade) => [grade, GRADE_NAMES[grade][locale]]))],
    reasons: [REVIEW_REASONS, listings.reason],
    role: [ROLES, team.roles],
    template: [TEMPLATE_NAMES, listings.template],
  };

  it.each(TABLED_FIELDS)("has its word, whichever of %s it is", (field) => {
    const [codes, words] = tables[field];
    const told = new Map(Object.entries(words));
    expect(codes.filter((code) => !told.get(code))).toEqual([]);
    expect(codes.length).toBeGreaterThan(3);
  });
});

describe("a code that the log keeps", () => {
  it("has its words in one place: of a table of its own, or under values", () => {
    expect(TABLED_FIELDS.filter((field) => (CODED_FIELDS as readonly string[]).includes(field))).toEqual([]);
  });

  it("is shown as it was kept once its table has it no more", () => {
    const words = wordsFor(GRADES, (grade) => GRADE_NAMES[grade].en);
    expect([words("first"), words("premium")]).toEqual(["First grade", "premium"]);
  });
});
