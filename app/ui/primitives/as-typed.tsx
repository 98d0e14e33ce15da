import { useLocale } from "use-intl";

/** What somebody typed in Chinese is read aloud as Chinese, whatever language the page is in. */
export function AsTyped({ text }: { text: string }) {
  const isForeign = useLocale() !== "zh-CN" && /\p{Script=Han}/u.test(text);
  return isForeign ? <span lang="zh-CN">{text}</span> : text;
}
