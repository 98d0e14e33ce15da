import { pinyin } from "pinyin-pro";

const CHINESE_NAME = /^\p{Script=Han}{2,4}$/u;

/** The family names of two characters that are borne today by more than a few. */
const LONG_FAMILY_NAMES: ReadonlySet<string> = new Set(
  "欧阳 司马 上官 诸葛 司徒 皇甫 尉迟 夏侯 东方 慕容 令狐 长孙 宇文 公孙".split(" "),
);

/**
 * How a Chinese personal name is written in Latin letters, family name first: 杜晓燕 → `Du Xiaoyan` (GB/T 28039). Null for what is
 * no such name. A reading only: characters with several sounds are read as they are in names.
 */
export function nameReading(name: string): string | null {
  if (!CHINESE_NAME.test(name)) return null;
  const syllables = pinyin(name, { toneType: "none", type: "array", surname: "head" });
  const length = LONG_FAMILY_NAMES.has(name.slice(0, 2)) && name.length > 2 ? 2 : 1;
  const word = (part: readonly string[]) => capital(part.join(""));
  return `${word(syllables.slice(0, length))} ${word(syllables.slice(length))}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
