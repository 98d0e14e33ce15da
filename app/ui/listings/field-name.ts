import { useTranslations } from "use-intl";
import type { FieldName } from "~/modules/catalog/listing/fields";

/** Fields whose words have another name than they. */
const OTHERWISE = {
  categoryId: "category",
  freightTemplateId: "freight",
  sharePlanId: "plan",
} as const;

const OF_PACK = {
  name: "packName",
  nameEn: "packNameEn",
  weight: "weight",
  price: "price",
} as const;

/** What a field of a listing's form is called. */
export function useFieldName(): (field: string) => string {
  const words = useTranslations("listings.field");
  const goods = useTranslations("goods.attribute");
  return (field) => {
    const [kind = "", of = "", part = ""] = field.split(".");
    if (kind === "attr") return goods(of as FieldName);
    if (kind !== "pack") return words(OTHERWISE[kind as keyof typeof OTHERWISE] ?? (kind as "name"));
    const said = OF_PACK[part as keyof typeof OF_PACK];
    return words("ofPack", { number: Number(of) + 1, field: words(said) });
  };
}
