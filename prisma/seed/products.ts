import { GOODS_OF_DAWANG_AND_ZHOUNING } from "./goods-of-dawang-and-zhouning";
import { GOODS_OF_LONGXIAN_AND_GANQUAN } from "./goods-of-longxian-and-ganquan";
import { GOODS_OF_WEINAN } from "./goods-of-weinan";
import type { ProductData } from "./product-data";

/** All goods by slug. */
const BY_SLUG: ReadonlyMap<string, ProductData> = new Map(
  [...GOODS_OF_LONGXIAN_AND_GANQUAN, ...GOODS_OF_WEINAN, ...GOODS_OF_DAWANG_AND_ZHOUNING].map((product) => [
    product.slug,
    product,
  ]),
);

/** The order of the shop's shelves; villages take turns, so that the first page shows many of them. */
const ORDER = [
  "lengdixia-suanmiao",
  "chengcheng-yingtao",
  "guangrao-damitao",
  "yangzhuang-xihongshi",
  "nangou-yangguang-meigui",
  "ganquan-xianggu",
  "lishisan-fengmi",
  "shouzhang-yunwu-cha",
  "ganquan-pingguo",
  "louping-mishu",
  "ganquan-xiaomi",
  "longzhou-yangnai",
  "louping-heitu",
  "ganquan-muer",
  "dongbailong-qitiaoku-pingguo",
  "zhangdan-huangtao-guantou",
  "nangou-putaogan",
];

export const PRODUCTS: readonly ProductData[] = ORDER.flatMap((slug) => BY_SLUG.get(slug) ?? []);
