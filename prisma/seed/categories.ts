import type { LocalizedText } from "~/kernel/text";
import { t } from "./texts";

export const CATEGORIES = {
  vegetables: t("蔬菜", "Vegetables"),
  fruit: t("水果", "Fruit"),
  fungi: t("菌菇", "Mushrooms"),
  grains: t("粮食薯类", "Grains & roots"),
  honey: t("蜂蜜", "Honey"),
  tea: t("茶", "Tea"),
  dairy: t("奶", "Milk"),
  pantry: t("干货罐头", "Dried & preserved"),
  meat: t("肉禽", "Meat"),
} as const satisfies Record<string, LocalizedText>;
export type CategoryKey = keyof typeof CATEGORIES;
