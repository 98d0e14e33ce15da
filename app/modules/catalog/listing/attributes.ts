import { z } from "zod";
import type { Locale, LocalizedText } from "~/kernel/text";
import { readAmount } from "./amount";
import { FIELD_NAMES, FIELDS, type FieldKind, type FieldName } from "./fields";
import { type TemplateName, templateOf } from "./templates";

/** A text as it is written at the desk: Chinese, and English where somebody could write it ("" where nobody could). */
export interface ListingText {
  readonly zh: string;
  readonly en: string;
}

/** A typed value: whole smallest steps of an amount, the code of a choice, codes of choices, or a text. */
export type AttributeValue<Text> = number | string | readonly string[] | Text;
export type Attributes<Text = ListingText> = Readonly<Partial<Record<FieldName, AttributeValue<Text>>>>;

/** As they are kept: texts in all languages, so that a shop page never has to convert one. */
export type StoredAttributes = Attributes<LocalizedText>;

const storedText: z.ZodType<LocalizedText> = z.object({
  "zh-CN": z.string(),
  "zh-TW": z.string(),
  en: z.string(),
});
const textShape = z.object({ zh: z.string(), en: z.string() });

function valueShape<Text>(kind: FieldKind, text: z.ZodType<Text>): z.ZodType<AttributeValue<Text>> {
  switch (kind.kind) {
    case "amount":
      return z.int().min(kind.least).max(kind.most);
    case "choice":
      return z.enum(kind.options as [string, ...string[]]);
    case "choices":
      return z.array(z.enum(kind.options as [string, ...string[]])).min(1);
    case "text":
      return text;
  }
}

const shapeOf = <Text>(text: z.ZodType<Text>) =>
  z.object(
    Object.fromEntries(FIELD_NAMES.map((field) => [field, valueShape<Text>(FIELDS[field], text).optional()])),
  );

/** jsonb of `product.attributes`, checked by type and widest limits when it is read; unknown names are dropped. */
const storedShape = shapeOf(storedText);
/** The same as it lies in a pending revision. */
export const draftAttributesShape = shapeOf(textShape) as z.ZodType<Attributes>;

export function readStoredAttributes(stored: unknown): StoredAttributes {
  return storedShape.parse(stored) as StoredAttributes;
}

/** What is wrong with a typed attribute; a key of the words under `listings.problems`. */
export type AttributeProblem =
  | "amountUnreadable"
  | "amountOutOfRange"
  | "choiceUnknown"
  | "noneAndSome"
  | "tooLong";

export interface ReadAttributes {
  readonly attributes: Attributes;
  readonly problems: Readonly<Partial<Record<FieldName, AttributeProblem>>>;
}

/** What a form says of one field: the texts in both languages, or one or several values. Blank means nothing said. */
export interface TypedAttribute {
  readonly values: readonly string[];
  readonly en: string;
}

/** Reads what was typed into a template's fields; a field the template does not have is not looked at. */
export function readAttributes(
  template: TemplateName,
  typed: (field: FieldName) => TypedAttribute,
): ReadAttributes {
  const attributes: Partial<Record<FieldName, AttributeValue<ListingText>>> = {};
  const problems: Partial<Record<FieldName, AttributeProblem>> = {};
  for (const { field, kind } of templateOf(template).fields) {
    const { values, en } = typed(field);
    const said = values.map((value) => value.trim()).filter(Boolean);
    if (said.length === 0) continue;
    const read = readOne(kind, said, en.trim());
    if (typeof read === "object" && "problem" in read) problems[field] = read.problem;
    else attributes[field] = read.value;
  }
  return { attributes, problems };
}

type ReadOne = { readonly value: AttributeValue<ListingText> } | { readonly problem: AttributeProblem };

function readOne(kind: FieldKind, said: readonly string[], en: string): ReadOne {
  const first = said[0] ?? "";
  switch (kind.kind) {
    case "amount": {
      const steps = readAmount(first, kind.decimals);
      if (steps === undefined) return { problem: "amountUnreadable" };
      return steps < kind.least || steps > kind.most ? { problem: "amountOutOfRange" } : { value: steps };
    }
    case "choice":
      return kind.options.includes(first) ? { value: first } : { problem: "choiceUnknown" };
    case "choices": {
      if (said.some((each) => !kind.options.includes(each))) return { problem: "choiceUnknown" };
      const chosen = kind.options.filter((option) => said.includes(option));
      return chosen.includes("none") && chosen.length > 1 ? { problem: "noneAndSome" } : { value: chosen };
    }
    case "text":
      return first.length > kind.most || en.length > kind.most * 3
        ? { problem: "tooLong" }
        : { value: { zh: first, en } };
  }
}

/** The required fields of a template that say nothing. */
export function missingFields(template: TemplateName, attributes: Attributes<unknown>): readonly FieldName[] {
  return templateOf(template)
    .fields.filter(({ field, required }) => required && attributes[field] === undefined)
    .map(({ field }) => field);
}

function isLocalized(value: AttributeValue<LocalizedText>): value is LocalizedText {
  return typeof value === "object" && "zh-CN" in value;
}

function isDraftText(value: AttributeValue<ListingText>): value is ListingText {
  return typeof value === "object" && "zh" in value;
}

/** Kept attributes as the desk edits them. An English text that only repeats the Chinese was never written. */
export function draftAttributes(stored: StoredAttributes): Attributes {
  const entries = Object.entries(stored).map(([field, value]) => [
    field,
    isLocalized(value) ? textOfDraft(value) : value,
  ]);
  return Object.fromEntries(entries) as Attributes;
}

export function textOfDraft(text: LocalizedText): ListingText {
  return { zh: text["zh-CN"], en: text.en === text["zh-CN"] ? "" : text.en };
}

/** Attributes as they are kept, their texts put into all languages by `localize`. */
export function storedAttributes(
  attributes: Attributes,
  localize: (text: ListingText) => LocalizedText,
): StoredAttributes {
  const entries = Object.entries(attributes).map(([field, value]) => [
    field,
    isDraftText(value) ? localize(value) : value,
  ]);
  return Object.fromEntries(entries) as StoredAttributes;
}

/** One attribute in the language of a reader. */
export interface ShownAttribute {
  readonly field: FieldName;
  readonly value: AttributeValue<string>;
}

/** Kept attributes in one language, in the order of the fields. */
export function shownAttributes(stored: StoredAttributes, locale: Locale): readonly ShownAttribute[] {
  return FIELD_NAMES.flatMap((field) => {
    const value = stored[field];
    if (value === undefined) return [];
    return [{ field, value: isLocalized(value) ? value[locale] : value }];
  });
}

/** A text of a draft as its reader has it. */
export type ReadText = (text: ListingText) => string;

/** The same of a draft. */
export function draftedAttributes(attributes: Attributes, read: ReadText): readonly ShownAttribute[] {
  return FIELD_NAMES.flatMap((field) => {
    const value = attributes[field];
    if (value === undefined) return [];
    return [{ field, value: isDraftText(value) ? read(value) : value }];
  });
}
