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

/** One thing that a closed chapter says of its content: in the portal's words, or as somebody typed it. */
export interface LinePart {
  readonly field: string;
  readonly text: string;
  readonly isTyped: boolean;
}

export type Line = (values: ListingValues) => readonly LinePart[];

/** What a closed chapter says of its content: values as they stand in the form, unset ones left out. */
export function useChapterLines(
  template: TemplateName,
  choices: ListingChoices,
): Readonly<Record<"words" | "quality" | "selling", Line>> {
  const words = useTranslations("listings");
  const said = useAttributeWords();
  return {
    words: ({ name, sentence }) => [...part("name", name, true), ...part("sentence", sentence, true)],
    quality: (values) =>
      templateOf(template).fields.flatMap((field) =>
        part(field.field, said(field, values), field.kind.kind === "text"),
      ),
    selling: (values) => {
      const months = MONTHS.filter((month) => values[monthField(month)] === "on");
      const season = months.map((month) => words("field.month", { month })).join(words("partsJoin"));
      return [
        ...part("category", nameIn(choices.categories, values.categoryId)),
        ...part("months", season && words("chapter.months", { months: season })),
        ...part("freight", nameIn(choices.freightTemplates, values.freightTemplateId)),
        ...part("sharePlan", nameIn(choices.sharePlans, values.sharePlanId)),
      ];
    },
  };
}

const part = (field: string, text: string | undefined, isTyped = false): LinePart[] =>
  text ? [{ field, text, isTyped }] : [];

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
