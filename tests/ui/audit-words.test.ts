import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PACK_CHANNELS } from "~/modules/catalog/stock";
import { RECORDED_ACTS, SUBJECT_KINDS } from "~/modules/identity/audit-words";
import { BASES, OCCASIONS } from "~/modules/intake/certificate";
import { CONFIRMED_BY } from "~/modules/intake/slip";
import en from "~/ui/messages/en/audit.json";
import zhCN from "~/ui/messages/zh-CN/audit.json";

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
  for (const code of ["retail", "wholesale", "shareWithSeller", "recipient", "phone", "street", "note"])
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
