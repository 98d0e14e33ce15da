import type { Locale } from "~/kernel/text";
import type { Dice } from "./dice";

/** Somebody who buys. Nobody of this name lives there, and the telephones belong to no one. */
export interface Buyer {
  readonly recipient: string;
  readonly phone: string;
  readonly regionCode: string;
  readonly street: string;
  readonly locale: Locale;
  /** The one buyer with an account of her own. */
  readonly signedIn: boolean;
}

const FAMILY_NAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹";
const GIVEN_NAMES =
  "小禾 思远 雨晴 建国 桂兰 子涵 文博 丽华 一帆 海燕 春生 晓梅 志强 佳宁 秀英 明轩 玉珍 浩然 静怡 立新 若溪 国栋 婷婷 向阳".split(
    " ",
  );
/** Counties that parcels of all goods of the demo reach. */
export const BUYER_REGIONS = [
  ..."610113 610103 610302 610602 110105 110108 310115 310104 440106 440305 510107 420106 320505 320106".split(
    " ",
  ),
  ..."330106 370102 370202 120101 500103 430104 410105 340104 350203 350102 210102 620102 640104 230103 360102".split(
    " ",
  ),
];
const STREETS = ["幸福路", "槐荫巷", "向阳街", "清河里", "文苑路", "新华巷", "杏林街", "和顺路"];

/** A buyer made up from small lists. */
export function inventBuyer(chance: Dice, position: number): Buyer {
  const street = `${chance.pick(STREETS)}${chance.between(2, 188)}号${chance.between(1, 18)}号楼${chance.between(1, 4)}单元${chance.between(1, 26)}0${chance.between(1, 4)}`;
  return {
    recipient: chance.pick([...FAMILY_NAMES]) + chance.pick(GIVEN_NAMES),
    phone: String(13_800_001_000 + position),
    regionCode: chance.pick(BUYER_REGIONS),
    street,
    locale: chance.weighed<Locale>(["zh-CN", "zh-TW", "en"], (locale) => (locale === "zh-CN" ? 30 : 1)),
    signedIn: false,
  };
}

/** The buyer of the one-click sign-in: telephone and name as in people.ts. */
export const SIGNED_IN_BUYER: Buyer = {
  recipient: "林朵朵",
  phone: "13800000008",
  regionCode: "610113",
  street: "槐荫巷12号3号楼2单元602",
  locale: "zh-CN",
  signedIn: true,
};
