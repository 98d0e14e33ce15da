import { useTranslations } from "use-intl";
import type { Packing } from "~/modules/catalog/index.server";

/** The word for so many packs of a kind, without their number: 63 boxes and 1 box are two words in English. */
export function usePackWord(): (packing: Packing, count: bigint | number) => string {
  const words = useTranslations("stock.packing");
  return (packing, count) => words(packing, { count: Number(count) });
}
