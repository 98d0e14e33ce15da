import type { LocalizedText } from "~/kernel/text";
import { t } from "./texts";
import type { VillageKey } from "./villages";

export interface CooperativeData {
  /** The village it sits in; a cooperative of the demo sells for one village. */
  readonly village: VillageKey;
  readonly slug: string;
  readonly name: LocalizedText;
  readonly sentence: LocalizedText;
  readonly story: LocalizedText;
  readonly shipsFrom: LocalizedText;
  /** Area code of the telephone shown; the rest is zeros and a running number, which nobody has. */
  readonly areaCode: string;
  /** Leading digits of regions that a parcel reaches in a day or two. */
  readonly near: readonly string[];
}

const FROM_GUANZHONG = ["61", "62", "64", "14", "41", "51", "50"];
const FROM_SHANDONG = ["37", "11", "12", "13", "32", "34", "41", "21"];
const FROM_FUJIAN = ["35", "33", "36", "44", "31"];

export const COOPERATIVES: readonly CooperativeData[] = [
  {
    village: "lengdixia",
    slug: "lengdixia-shucai",
    name: t("陇县堎底下蔬菜专业合作社", "Lengdixia Vegetable Cooperative"),
    sentence: t(
      "早上还在地里，下午就在车上。",
      "In the ground in the morning, on the lorry in the afternoon.",
    ),
    story: t(
      "社员交来的蒜苗当天理、当天捆，带一点湿土保鲜。发货前抽一箱过秤，缺斤少两照赔。",
      "Members bring in green garlic that is trimmed and tied the same day, a little damp soil left on to keep it fresh. One box in each batch is weighed again before it leaves; what is short is paid for.",
    ),
    shipsFrom: t("陕西陇县", "Long County, Shaanxi"),
    areaCode: "0917",
    near: FROM_GUANZHONG,
  },
  {
    village: "ganquan",
    slug: "ganquan-lianmeng",
    name: t("甘泉联盟基地农产品专业合作社联合社", "Ganquan Alliance Base Federation"),
    sentence: t("各村的货，一个库，一本账。", "Goods of many villages, one store, one set of books."),
    story: t(
      "联合社替各村合作社收货、分级、装袋。每一袋上都有批次，扫一扫就知道是哪个村、哪一天收的。",
      "The federation takes in, grades and bags for the villages' cooperatives. Every bag carries its lot: scan it to see which village and which day.",
    ),
    shipsFrom: t("陕西甘泉", "Ganquan, Shaanxi"),
    areaCode: "0911",
    near: FROM_GUANZHONG,
  },
  {
    village: "yangzhuang",
    slug: "yangzhuang-xihongshi",
    name: t("广饶县杨庄西红柿专业合作社", "Yangzhuang Tomato Cooperative"),
    sentence: t("不催红，不抢青。", "Never gassed red, never picked green."),
    story: t(
      "棚里七八成红才下剪，装箱前再挑一遍。裂果、软果自己留下熬酱，不往箱底藏。",
      "Cut when three quarters red and sorted once more before the box. What is cracked or soft stays here for sauce and is never hidden at the bottom.",
    ),
    shipsFrom: t("山东广饶", "Guangrao, Shandong"),
    areaCode: "0546",
    near: FROM_SHANDONG,
  },
  {
    village: "lishisan",
    slug: "lishisan-fengmi",
    name: t("临渭区李十三养蜂专业合作社", "Lishisan Beekeepers' Cooperative"),
    sentence: t("封了盖才摇，一年就那么几桶。", "Spun only when the comb is capped; a few barrels a year."),
    story: t(
      "十来户养蜂人凑成的合作社，波美度够了才收，装瓶前过滤不加热。",
      "A dozen beekeeping families. Honey is taken in only when it is ripe enough, and strained, not heated, before it goes into jars.",
    ),
    shipsFrom: t("陕西渭南", "Weinan, Shaanxi"),
    areaCode: "0913",
    near: FROM_GUANZHONG,
  },
  {
    village: "nangou",
    slug: "nangou-putao",
    name: t("合阳县南沟葡萄专业合作社", "Nangou Grape Cooperative"),
    sentence: t("一串一个袋，糖度到了才剪。", "One bag a bunch, cut when the sugar is there."),
    story: t(
      "按穗重和粒径分级，差一级就不放一个箱。入库的葡萄在冷库里挂到冬天。",
      "Graded by bunch weight and berry size; grades never share a box. What goes into the cold store hangs there into winter.",
    ),
    shipsFrom: t("陕西合阳", "Heyang, Shaanxi"),
    areaCode: "0913",
    near: FROM_GUANZHONG,
  },
  {
    village: "dongbailong",
    slug: "dongbailong-guoye",
    name: t("澄城县东白龙果业专业合作社", "Dongbailong Fruit Cooperative"),
    sentence: t("库是大家的，排期贴在墙上。", "The cold store belongs to all; the roster hangs on the wall."),
    story: t(
      "樱桃季连夜预冷装箱，苹果季按格子存取。存一格多少钱，村里人人知道。",
      "Cherries are cooled and packed through the night; apples go in and out by the bay. Everybody in the village knows what a bay costs.",
    ),
    shipsFrom: t("陕西澄城", "Chengcheng, Shaanxi"),
    areaCode: "0913",
    near: FROM_GUANZHONG,
  },
  {
    village: "shouzhang",
    slug: "shouzhang-chaye",
    name: t("周宁县首章茶叶专业合作社", "Shouzhang Tea Cooperative"),
    sentence: t("明前采，手工炒，当季卖。", "Picked early, fired by hand, sold in season."),
    story: t(
      "茶青按芽头收，收多收少当面过秤。炒茶的是村里两位老师傅，带着三个年轻人。",
      "Leaf is taken in by the bud and weighed before the picker's eyes. Two old masters fire it, with three young people learning beside them.",
    ),
    shipsFrom: t("福建周宁", "Zhouning, Fujian"),
    areaCode: "0593",
    near: FROM_FUJIAN,
  },
  {
    village: "zhangdan",
    slug: "zhangdan-mitao",
    name: t("广饶县张淡蜜桃专业合作社", "Zhangdan Peach Cooperative"),
    sentence: t("熟一个摘一个。", "Each peach is picked when it is ready, not before."),
    story: t(
      "早晚两次进园，手里托着摘，不落地。罐头用的是当天的桃、白糖和水，没有别的。",
      "Into the orchard at dawn and dusk; peaches are lifted off by hand and never touch the ground. The jars hold that day's peaches, sugar and water, nothing else.",
    ),
    shipsFrom: t("山东广饶", "Guangrao, Shandong"),
    areaCode: "0546",
    near: FROM_SHANDONG,
  },
  {
    village: "louping",
    slug: "louping-shanhuo",
    name: t("周宁县楼坪山货专业合作社", "Louping Hill Produce Cooperative"),
    sentence: t("三个村的山货，一块牌子。", "The hills of three villages under one name."),
    story: t(
      "黑兔散养在坡上，蜜薯挖出来先放一阵再卖，等它返糖。",
      "Rabbits range on the slope; sweet potatoes rest after digging until they turn sweet.",
    ),
    shipsFrom: t("福建周宁", "Zhouning, Fujian"),
    areaCode: "0593",
    near: FROM_FUJIAN,
  },
];
