import { pinyin } from "pinyin-pro";

const CHINESE_NAME = /^\p{Script=Han}{2,4}$/u;

/**
 * How a Chinese personal name is written in Latin letters, family name first: 杜晓燕 → `Du Xiaoyan` (GB/T 28039). Null for what is
 * no such name. A reading only: characters with several sounds are read as they are in names.
 */
export function nameReading(name: string): string | null {
  if (!CHINESE_NAME.test(name)) return null;
  const syllables = pinyin(name, { toneType: "none", type: "array", surname: "head" });
  const [family = "", ...given] = syllables;
  return `${capital(family)} ${capital(given.join(""))}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
