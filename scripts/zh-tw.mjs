// Makes the zh-TW catalogues from the zh-CN ones: characters and words by OpenCC, then the reviewed overrides of
// app/ui/messages/zh-TW.overrides, which hold what Taiwan and Hong Kong readers would say differently.
// `--check` writes nothing and fails when a catalogue is out of date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as OpenCC from "opencc-js";

const root = new URL("../app/ui/messages/", import.meta.url);
const toTaiwan = OpenCC.Converter({ from: "cn", to: "twp" });
const lettersOnly = OpenCC.Converter({ from: "cn", to: "tw" });
/** Words OpenCC takes for a computer's or cuts in the wrong place: of these only the characters are converted. */
const PLAIN_WORDS = /(注销|添加(?=[剂物])|禁用|代码|采收|联系|长期保存|保存(?=[三至的照。]))/;
/**
 * What Taiwan and Hong Kong say or write differently from OpenCC's choice. The last rows are names of laws, which
 * keep their own words.
 * @type {readonly (readonly [from: RegExp, to: string])[]}
 */
const USAGE = [
  [/賬/g, "帳"],
  [/臺/g, "台"],
  [/佔/g, "占"],
  [/“/g, "「"],
  [/”/g, "」"],
  [/衝回/g, "沖回"],
  [/(?<!標)籤/g, "簽"],
  [/聯繫/g, "聯絡"],
  [/質量/g, "品質"],
  [/手機號(?!碼)/g, "手機號碼"],
  [/身份/g, "身分"],
  [/恢復碼/g, "復原碼"],
  [/退出登入/g, "登出"],
  [/退出其他/g, "登出其他"],
  [/(\p{Script=Han})二維碼/gu, "$1 QR Code"],
  [/二維碼/g, "QR Code"],
  [/回話/g, "回覆"],
  [/回復/g, "回覆"],
  [/合同/g, "合約"],
  [/獲取/g, "取得"],
  [/公佈/g, "公布"],
  [/計劃/g, "計畫"],
  [/稽核/g, "審核"],
  [/報道/g, "報導"],
  [/演示/g, "示範"],
  [/運營/g, "營運"],
  [/主播/g, "直播主"],
  [/農貨/g, "農產"],
  [/發貨/g, "出貨"],
  [/發往/g, "寄往"],
  [/釐米/g, "公分"],
  [/毫米/g, "公釐"],
  [/畫素/g, "像素"],
  [/保質期/g, "保存期限"],
  [/個人資訊(?!保護法)/g, "個人資料"],
  [/個人資訊保護法/g, "個人信息保護法"],
  [/農產品品質安全法/g, "農產品質量安全法"],
];
/** @param {string} text @returns {string} */
const convert = (text) =>
  USAGE.reduce(
    (said, [from, to]) => said.replace(from, to),
    text
      .split(PLAIN_WORDS)
      .map((part, index) => (index % 2 === 1 ? lettersOnly(part) : toTaiwan(part)))
      .join(""),
  );
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
