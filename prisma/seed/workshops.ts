import type { LocalizedText } from "~/kernel/text";
import type { WorkshopKind } from "~/modules/alliance/index.server";
import { t } from "./texts";
import type { VillageKey } from "./villages";

export interface WorkshopData {
  readonly slug: string;
  readonly village: VillageKey;
  readonly kind: WorkshopKind;
  readonly name: LocalizedText;
  readonly sentence: LocalizedText;
  readonly partnerFirm: LocalizedText | null;
  readonly fixedPosts: number;
  readonly localJobs: number;
}

/** The posts and jobs of 大王红 are those of the report; the other workshops have only a handful of invented ones. */
export const WORKSHOPS: readonly WorkshopData[] = [
  {
    slug: "dawanghong",
    village: "yangzhuang",
    kind: "industry",
    name: t("大王红·共富工坊", "Dawang Red Workshop"),
    sentence: t(
      "分拣、装箱、打单，家门口上班，接孩子不耽误。",
      "Sorting, packing and labelling within sight of home, and out in time to fetch the children.",
    ),
    partnerFirm: t("镇里的果蔬加工企业", "A fruit and vegetable firm of the town"),
    fixedPosts: 20,
    localJobs: 200,
  },
  {
    slug: "guyun-zhangdan",
    village: "zhangdan",
    kind: "brand",
    name: t("古韵张淡·共富工坊", "Old Charm Zhangdan Workshop"),
    sentence: t(
      "齐笔手艺和蜜桃牌子，一老一新摆在一张桌上。",
      "Qi brushes and honey peaches: the old craft and the new brand share one table.",
    ),
    partnerFirm: null,
    fixedPosts: 6,
    localJobs: 15,
  },
  {
    slug: "lengdixia-zhibo",
    village: "lengdixia",
    kind: "liveCommerce",
    name: t("堎底下地头直播工坊", "Lengdixia Field Live Workshop"),
    sentence: t(
      "一张三脚架，一块灯板，播完就地装箱。",
      "One tripod, one lamp; when the stream ends the packing begins on the spot.",
    ),
    partnerFirm: t(
      "陇县供销社电商团队",
      "E-commerce team of the Long County supply and marketing cooperative",
    ),
    fixedPosts: 3,
    localJobs: 12,
  },
  {
    slug: "ganquan-fenjian",
    village: "ganquan",
    kind: "processing",
    name: t("甘泉联盟分拣工坊", "Ganquan Sorting Workshop"),
    sentence: t("一袋一码，出库前再看一眼。", "One code to a bag, and one more look before it leaves."),
    partnerFirm: null,
    fixedPosts: 8,
    localJobs: 18,
  },
];
