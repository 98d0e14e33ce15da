import { pinyin } from "pinyin-pro";

/** The names of provinces as they are known in English; spelling them out would make 陕西 and 山西 the same. */
const PROVINCES: Readonly<Record<string, string>> = {
  "11": "Beijing",
  "12": "Tianjin",
  "13": "Hebei",
  "14": "Shanxi",
  "15": "Inner Mongolia",
  "21": "Liaoning",
  "22": "Jilin",
  "23": "Heilongjiang",
  "31": "Shanghai",
  "32": "Jiangsu",
  "33": "Zhejiang",
  "34": "Anhui",
  "35": "Fujian",
  "36": "Jiangxi",
  "37": "Shandong",
  "41": "Henan",
  "42": "Hubei",
  "43": "Hunan",
  "44": "Guangdong",
  "45": "Guangxi",
  "46": "Hainan",
  "50": "Chongqing",
  "51": "Sichuan",
  "52": "Guizhou",
  "53": "Yunnan",
  "54": "Tibet",
  "61": "Shaanxi",
  "62": "Gansu",
  "63": "Qinghai",
  "64": "Ningxia",
  "65": "Xinjiang",
  "71": "Taiwan",
  "81": "Hong Kong",
  "82": "Macao",
};

/** Names whose characters are read otherwise in ordinary words. */
const READ_OTHERWISE: Readonly<Record<string, string>> = {
  乐亭: "Laoting",
  浚县: "Xunxian",
  单县: "Shanxian",
  歙县: "Shexian",
  大埔: "Dabu",
  呼和浩特: "Hohhot",
  乌鲁木齐: "Urumqi",
  拉萨: "Lhasa",
  哈尔滨: "Harbin",
  齐齐哈尔: "Qiqihar",
};

const PEOPLES =
  "汉|各|壮|回|满|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|东乡|仡佬|拉祜|佤|水|纳西|羌|土|仫佬|锡伯|柯尔克孜|景颇|达斡尔|撒拉|布朗|毛南|塔吉克|普米|阿昌|怒|鄂温克|京|基诺|德昂|保安|裕固|独龙|鄂伦春|各民";
const PEOPLES_AT_END = new RegExp(
  `(.+?)((?:(?:${PEOPLES})族|维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯)+)$`,
  "u",
);

/** What stands at the end of a Chinese name, longest first, and the English word behind the name. */
const ENDINGS: readonly (readonly [suffix: string, english: string])[] = [
  ["自治州", " Prefecture"],
  ["自治县", " Autonomous County"],
  ["自治旗", " Autonomous Banner"],
  ["地区", " Prefecture"],
  ["林区", " Forestry District"],
  ["特区", " Special District"],
  ["县", " County"],
  ["区", " District"],
  ["旗", " Banner"],
  ["盟", " League"],
  ["市", ""],
];

/**
 * The English name of a province, city or county: its name in pinyin and the kind of unit. A name of one syllable
 * keeps its generic word (陇县 → Longxian County), as the spelling rules for Chinese place names have it.
 */
export function englishPlaceName(code: string, name: string): string {
  if (code.endsWith("0000")) return PROVINCES[code.slice(0, 2)] ?? spell(name);
  const ending = ENDINGS.find(([suffix]) => name.endsWith(suffix) && name.length > suffix.length);
  if (!ending) return spell(name);
  const [suffix, english] = ending;
  const bare = name.slice(0, -suffix.length);
  const specific = suffix.startsWith("自治") ? (PEOPLES_AT_END.exec(bare)?.[1] ?? bare) : bare;
  return spell(specific.length === 1 ? name : specific) + english;
}

function spell(name: string): string {
  const known = READ_OTHERWISE[name];
  if (known) return known;
  const syllables = pinyin(name, { toneType: "none", type: "array", v: false, surname: "off" });
  // An apostrophe keeps Xi'an apart from Xian.
  const joined = syllables
    .map((syllable, index) => (index > 0 && /^[aeo]/.test(syllable) ? `'${syllable}` : syllable))
    .join("");
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
