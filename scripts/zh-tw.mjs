// Makes the zh-TW catalogues from the zh-CN ones: characters and words by OpenCC, then the reviewed overrides of
// app/ui/messages/zh-TW.overrides, which hold what Taiwan and Hong Kong readers would say differently.
// `--check` writes nothing and fails when a catalogue is out of date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as OpenCC from "opencc-js";

const root = new URL("../app/ui/messages/", import.meta.url);
const toTaiwan = OpenCC.Converter({ from: "cn", to: "twp" });
/** Where usage in Taiwan and Hong Kong differs from OpenCC's choice of characters, and how things are quoted there. */
const USAGE = [
  ["賬", "帳"],
  ["平臺", "平台"],
  ["佔", "占"],
  ["“", "「"],
  ["”", "」"],
];
/** @param {string} text @returns {string} */
const convert = (text) =>
  USAGE.reduce((said, [from = "", to = ""]) => said.replaceAll(from, to), toTaiwan(text));
const check = process.argv.includes("--check");

/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));

/**
 * @param {Record<string, any>} words a catalogue or a part of one
 * @param {Record<string, any>} [overrides] the same part of the reviewed words
 * @returns {Record<string, any>}
 */
function translate(words, overrides = {}) {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === "string" ? (overrides[key] ?? convert(value)) : translate(value, overrides[key]),
    ]),
  );
}

let stale = 0;
for (const name of readdirSync(new URL("zh-CN/", root))) {
  const overridesPath = `zh-TW.overrides/${name}`;
  const overrides = existsSync(new URL(overridesPath, root)) ? read(overridesPath) : {};
  const text = `${JSON.stringify(translate(read(`zh-CN/${name}`), overrides), null, 2)}\n`;
  const target = new URL(`zh-TW/${name}`, root);
  if (existsSync(target) && readFileSync(target, "utf8") === text) continue;
  stale += 1;
  if (check) console.error(`app/ui/messages/zh-TW/${name} is out of date: run npm run zh-tw`);
  else writeFileSync(target, text);
}
if (check && stale > 0) process.exit(1);
