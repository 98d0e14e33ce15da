import { useTranslations } from "use-intl";
import { amountText } from "~/modules/catalog/listing/amount";
import type { ShownAttribute } from "~/modules/catalog/listing/attributes";
import { FIELDS, type FieldKind } from "~/modules/catalog/listing/fields";
import { Facts } from "~/ui/primitives/layout";

/** What a listing says of its goods, as name and value. */
export function AttributeFacts({ attributes }: { attributes: readonly ShownAttribute[] }) {
  const words = useTranslations("goods");
  const options = useTranslations("goods.option");
  const wordsOf = ({ field, value }: ShownAttribute): string => {
    const kind: FieldKind = FIELDS[field];
    if (kind.kind === "amount") {
      return `${amountText(Number(value), kind.decimals)} ${words(`unit.${kind.unit}`)}`;
    }
    if (kind.kind === "text") return String(value);
    const codes = typeof value === "string" ? [value] : (value as readonly string[]);
    return codes.map((code) => options(code as Parameters<typeof options>[0])).join(words("and"));
  };
  return (
    <Facts
      rows={attributes.map((attribute) => [
        words(`attribute.${attribute.field}`),
        wordsOf(attribute),
        attribute.field,
      ])}
    />
  );
}
