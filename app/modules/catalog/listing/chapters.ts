import { attributeField, type ListingValues, MONTHS, monthField, packField } from "./listing.forms";
import { type TemplateName, templateOf } from "./templates";

/** The chapters a listing's form is written in. */
export const CHAPTERS = ["packs", "words", "quality", "selling"] as const;
export type Chapter = (typeof CHAPTERS)[number];

const WORDS: ReadonlySet<string> = new Set(
  ["name", "sentence", "story"].flatMap((field) => [field, `${field}En`]).concat("aliases"),
);

const SELLING: ReadonlySet<string> = new Set([
  ...(["categoryId", "freightTemplateId", "sharePlanId", "freshness", "claimWindowHours"] as const),
  ...MONTHS.map(monthField),
]);

/** Where a field of the form stands; undefined for what nobody types, such as its request key. */
export function chapterOf(field: string): Chapter | undefined {
  if (field.startsWith("pack.")) return "packs";
  if (field.startsWith("attr.")) return "quality";
  if (WORDS.has(field)) return "words";
  return SELLING.has(field) ? "selling" : undefined;
}

/** Whether two readings of the form say something else in a chapter; blank and absent are the same. */
export function isChapterChanged(chapter: Chapter, one: ListingValues, other: ListingValues): boolean {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].some(
    (field) => chapterOf(field) === chapter && plain(one[field]) !== plain(other[field]),
  );
}

/** Lines end otherwise in what a browser has sent than in what it shows. */
const plain = (text = "") => text.replaceAll("\r\n", "\n");

const NEEDED: Readonly<Record<Exclude<Chapter, "quality">, readonly string[]>> = {
  packs: [packField(0, "name")],
  words: ["name", "sentence"],
  selling: ["categoryId", "freightTemplateId", "sharePlanId"],
};

/** The fields of a chapter that are still empty and without which a listing cannot be submitted. */
export function missingFieldsOf(
  chapter: Chapter,
  template: TemplateName,
  values: ListingValues,
): readonly string[] {
  if (chapter !== "quality") return NEEDED[chapter].filter((field) => !values[field]?.trim());
  return templateOf(template)
    .fields.filter(({ required }) => required)
    .map(({ field }) => attributeField(field))
    .filter((field) => !saysSomething(values, field));
}

/** Whether a field or any choice of it says something. */
export function saysSomething(values: ListingValues, field: string): boolean {
  if (values[field]?.trim()) return true;
  return Object.keys(values).some(
    (each) => each.startsWith(`${field}.`) && each !== `${field}.en` && values[each] !== "",
  );
}
