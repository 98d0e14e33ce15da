import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const APP = path.resolve(import.meta.dirname, "../../app");
const MESSAGES = path.join(APP, "ui/messages");

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(path.join(APP, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file));
}

/** Each language names itself in the menu, whatever the page speaks; a currency sign is no word. */
const MAY_SPEAK = new Set(["ui/frame/language-menu.tsx"]);
const WORDLESS = /^[\s\d¥×·•›‹→←…/%+−\-–—|:,.()#*✓]*$/u;
/** Attributes whose text a person reads or hears. */
const SPOKEN = new Set(["aria-label", "title", "alt", "placeholder", "label"]);

/** Texts between tags and in attributes that people read, as they stand in the source. */
function spokenTexts(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(APP, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node) && !WORDLESS.test(node.text)) found.push(node.text.trim());
    if (
      ts.isJsxAttribute(node) &&
      SPOKEN.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer)
    ) {
      if (!WORDLESS.test(node.initializer.text)) found.push(node.initializer.text);
    }
    if (
      (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) &&
      /\p{Script=Han}/u.test(node.text)
    ) {
      found.push(node.text);
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

type Words = { readonly [key: string]: string | Words };

function flat(words: Words, prefix = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === "string") all.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
}

const catalogue = (locale: string, name: string): Words =>
  JSON.parse(readFileSync(path.join(MESSAGES, locale, name), "utf8")) as Words;

const NAMES = readdirSync(path.join(MESSAGES, "zh-CN"));

/** The names a message expects: {count}, {q, plural, …} and <tags>. */
function expects(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)\s*[,}]/g), ...text.matchAll(/<(\w+)>/g)].map(
    ([, name]) => name ?? "",
  );
  return [...new Set(names)].sort();
}

/**
 * Another meaning than the one meant (a credit code is no programme, an account that is closed is not signed out of,
 * an additive is nothing new), a wrong character, or the mainland's word.
 */
const SAID_BY_CONVERTERS =
  /程式碼|登出帳號|帳號登出|新增[劑物]|不使用停用|衝回|(?<!標)籤|采|二維碼|質量(?!安全法)|手機號(?!碼)|身份|稽核|畫素|釐米|發貨|演示|報道|打印|獲取|聯系|支援七天|個人資訊/;

describe("the words of the portal", () => {
  it("stand in the catalogues and nowhere in a component or route", () => {
    const spoken = [...filesUnder("ui", ".tsx"), ...filesUnder("routes", ".tsx"), "root.tsx"]
      .filter((file) => !MAY_SPEAK.has(file))
      .flatMap((file) => spokenTexts(file).map((text) => `${file}: ${text}`));
    expect(spoken).toEqual([]);
  });

  it.each(NAMES)("of %s say the same things in Chinese and in English", (name) => {
    const chinese = flat(catalogue("zh-CN", name));
    const english = flat(catalogue("en", name));
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of chinese) {
      const names = expects(text).filter(
        (expected) => expects(english.get(key) ?? "").includes(expected) === false,
      );
      expect(names, `${key} loses a value in English`).toEqual([]);
    }
  });

  it("of zh-TW are those of zh-CN converted, with the reviewed overrides", () => {
    const script = path.resolve("scripts/zh-tw.mjs");
    expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
  });

  it("say nothing in zh-TW that a converter said and a reader in Taiwan would stumble on", () => {
    const strange = NAMES.flatMap((name) =>
      [...flat(catalogue("zh-TW", name))]
        .filter(([, text]) => SAID_BY_CONVERTERS.test(text))
        .map(([key, text]) => `${name} ${key}: ${text}`),
    );
    expect(strange).toEqual([]);
  });

  it("never answer with an exclamation mark or 亲", () => {
    const loud = NAMES.flatMap((name) =>
      ["zh-CN", "en"].flatMap((locale) =>
        [...flat(catalogue(locale, name))]
          .filter(([, text]) => /[!！]|亲(?!手|自|眼)/.test(text))
          .map(([key]) => `${locale}/${name} ${key}`),
      ),
    );
    expect(loud).toEqual([]);
  });
});
