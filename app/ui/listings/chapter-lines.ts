import { useTranslations } from "use-intl";
import { saysSomething } from "~/modules/catalog/listing/chapters";
import {
  attributeField,
  type ListingValues,
  MONTHS,
  monthField,
} from "~/modules/catalog/listing/listing.forms";
import { type TemplateField, type TemplateName, templateOf } from "~/modules/catalog/listing/templates";
import type { ListingChoices } from "./listing-parts";

type Line = (values: ListingValues) => string;

/** What a closed chapter says of its content: values as they stand in the form, unset ones left out. */
export function useChapterLines(
  template: TemplateName,
  choices: ListingChoices,
): Readonly<Record<"words" | "quality" | "selling", Line>> {
  const words = useTranslations("listings");
  const said = useAttributeWords();
  const join = (parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(words("chapter.join"));
  return {
    words: ({ name, sentence }) => join([name, sentence]),
    quality: (values) => join(templateOf(template).fields.map((field) => said(field, values))),
    selling: (values) => {
      const months = MONTHS.filter((month) => values[monthField(month)] === "on");
      return join([
        nameIn(choices.categories, values.categoryId),
        months.length > 0
          ? words("chapter.months", {
              months: months.map((month) => words("field.month", { month })).join(words("partsJoin")),
            })
          : undefined,
        nameIn(choices.freightTemplates, values.freightTemplateId),
        nameIn(choices.sharePlans, values.sharePlanId),
      ]);
    },
  };
}

const nameIn = (choices: ListingChoices["categories"], id: string | undefined) =>
  choices.find((choice) => choice.id === id)?.name;

/** One attribute in words: a figure with its name, for it says nothing alone. */
function useAttributeWords(): (field: TemplateField, values: ListingValues) => string | undefined {
  const goods = useTranslations("goods");
  const option = useTranslations("goods.option");
  const wordOf = (code: string) => {
    const known = code as Parameters<typeof option>[0];
    return option.has(known) ? option(known) : code;
  };
  return ({ field, kind }, values) => {
    const name = attributeField(field);
    if (!saysSomething(values, name)) return undefined;
    const value = values[name] ?? "";
    switch (kind.kind) {
      case "amount":
        return `${goods(`attribute.${field}`)} ${value} ${goods(`unit.${kind.unit}`)}`;
      case "choice":
        return wordOf(value);
      case "choices": {
        const chosen = kind.options.filter((each) => values[attributeField(field, each)] === "on");
        return chosen.map(wordOf).join(goods("and"));
      }
      case "text":
        return value;
    }
  };
}
