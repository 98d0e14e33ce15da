import { describe, expect, it } from "vitest";
import { RECORDED_ACTS, SUBJECT_KINDS } from "~/modules/identity/audit-words";
import en from "~/ui/messages/en/audit.json";
import zhCN from "~/ui/messages/zh-CN/audit.json";

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

  it("has a word for every kind of thing", () => {
    expect(Object.keys(words.subjects).sort()).toEqual([...SUBJECT_KINDS].sort());
  });
});
