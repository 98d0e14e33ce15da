import type { AttributeValue, ListingText } from "../listing/attributes";
import type { DraftPack, ListingDraft } from "../listing/draft";
import type { FieldKind } from "../listing/fields";
import type { TemplateName } from "../listing/templates";
import type { Freshness, Packing } from "../product";
import { type AttributeOf, attributeOf, type PackColumn, type SheetColumn } from "./columns";

const listOf = (canonical: string) => (canonical === "" ? [] : canonical.split(","));

/** A draft that says in one column what the canonical text of a cell says; everything else stays. */
export function applyColumn(draft: ListingDraft, column: SheetColumn, canonical: string): ListingDraft {
  const attribute = attributeOf(column);
  if (attribute) return applyAttribute(draft, attribute, canonical);
  switch (column) {
    case "template":
      return { ...draft, template: canonical as TemplateName };
    case "category":
      return { ...draft, categoryId: canonical };
    case "name":
    case "sentence":
    case "story":
      return { ...draft, [column]: { ...draft[column], zh: canonical } };
    case "nameEn":
      return { ...draft, name: { ...draft.name, en: canonical } };
    case "sentenceEn":
      return { ...draft, sentence: { ...draft.sentence, en: canonical } };
    case "storyEn":
      return { ...draft, story: { ...draft.story, en: canonical } };
    case "aliases":
      return { ...draft, aliases: listOf(canonical) };
    case "months":
      return { ...draft, seasonMonths: listOf(canonical).map(Number) };
    case "freshness":
      return { ...draft, freshness: canonical as Freshness };
    case "hours":
      return { ...draft, claimWindowHours: Number(canonical) };
    case "freight":
      return { ...draft, freightTemplateId: canonical };
    case "plan":
      return { ...draft, sharePlanId: canonical };
    default:
      return draft;
  }
}

function applyAttribute(
  draft: ListingDraft,
  { field, kind, en }: AttributeOf,
  canonical: string,
): ListingDraft {
  const former = draft.attributes[field];
  const text: ListingText = typeof former === "object" && "zh" in former ? former : { zh: "", en: "" };
  return { ...draft, attributes: { ...draft.attributes, [field]: saidValue(kind, text, en, canonical) } };
}

function saidValue(
  kind: FieldKind,
  former: ListingText,
  en: boolean,
  canonical: string,
): AttributeValue<ListingText> {
  switch (kind.kind) {
    case "amount":
      return Number(canonical);
    case "choice":
      return canonical;
    case "choices":
      return listOf(canonical);
    case "text":
      return en ? { ...former, en: canonical } : { ...former, zh: canonical };
  }
}

export function applyPackColumn(pack: DraftPack, column: PackColumn, canonical: string): DraftPack {
  switch (column) {
    case "packName":
      return { ...pack, name: { ...pack.name, zh: canonical } };
    case "packNameEn":
      return { ...pack, name: { ...pack.name, en: canonical } };
    case "packing":
      return { ...pack, packing: canonical as Packing };
    case "weight":
      return { ...pack, netGrams: BigInt(canonical) };
    case "price":
      return { ...pack, priceFen: BigInt(canonical) };
  }
}
