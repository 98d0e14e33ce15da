import { amountText } from "../listing/amount";
import type { AttributeValue, ListingText } from "../listing/attributes";
import type { DraftPack, ListingDraft } from "../listing/draft";
import { typedYuan } from "../listing/unit-price";
import { attributeOf, type SheetColumn, type SheetWords } from "./columns";

/** Texts that Excel, or a CSV made of the sheet later, would take for a formula. */
const FORMULA_LIKE = /^'*[=+\-@\t\r]/;
const KEPT_FROM_FORMULA = /^'+[=+\-@\t\r]/;

/** Such a text with an apostrophe in front, which `asWritten` takes off again. */
export function harmless(text: string): string {
  return FORMULA_LIKE.test(text) ? `'${text}` : text;
}

export function asWritten(text: string): string {
  return KEPT_FROM_FORMULA.test(text) ? text.slice(1) : text;
}

/** Signs that a sheet does not carry: what XML forbids or advises against. */
const NOT_CARRIED = /[\p{Noncharacter_Code_Point}\ufffd]|(?![\t\n])\p{Cc}/gu;

/** A text as a sheet can hold it and as it is compared: line ends of one kind, no invisible signs, nothing around it. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, "\n").replace(NOT_CARRIED, "").trim();
}

/** Canonical text of one column of a listing and one of its packs; "" where nothing is said. */
export function canonicalOf(column: SheetColumn, draft: ListingDraft, pack: DraftPack | undefined): string {
  const attribute = attributeOf(column);
  if (attribute) return canonicalAttribute(draft.attributes[attribute.field], attribute.en);
  switch (column) {
    case "template":
      return draft.template;
    case "category":
      return draft.categoryId;
    case "name":
    case "sentence":
    case "story":
      return plainText(draft[column].zh);
    case "nameEn":
      return plainText(draft.name.en);
    case "sentenceEn":
      return plainText(draft.sentence.en);
    case "storyEn":
      return plainText(draft.story.en);
    case "aliases":
      return canonicalList(draft.aliases);
    case "months":
      return [...draft.seasonMonths].toSorted((a, b) => a - b).join(",");
    case "freshness":
      return draft.freshness;
    case "hours":
      return String(draft.claimWindowHours);
    case "freight":
      return draft.freightTemplateId;
    case "plan":
      return draft.sharePlanId;
    default:
      return pack ? canonicalOfPack(column, pack) : "";
  }
}

function canonicalOfPack(column: SheetColumn, pack: DraftPack): string {
  switch (column) {
    case "pack":
      return pack.skuId ?? "";
    case "packName":
      return plainText(pack.name.zh);
    case "packNameEn":
      return plainText(pack.name.en);
    case "packing":
      return pack.packing;
    case "weight":
      return String(pack.netGrams);
    case "price":
      return String(pack.priceFen);
    default:
      return "";
  }
}

const LIST_SEPARATOR = /[,，、;；\n]/;

/** Words of a list without what would part one of them into two. */
export function canonicalList(words: readonly string[]): string {
  const parts = words.flatMap((word) => plainText(word).split(LIST_SEPARATOR));
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))].join(",");
}

function canonicalAttribute(value: AttributeValue<ListingText> | undefined, en: boolean): string {
  if (value === undefined) return "";
  if (typeof value === "object" && "zh" in value) return plainText(en ? value.en : value.zh);
  if (en) return "";
  return typeof value === "object" ? value.join(",") : String(value);
}

/** What a column's cell shows, for a reader of these words. Prices and weights are numbers to calculate with. */
export function shownCell(column: SheetColumn, canonical: string, words: SheetWords): string | number {
  if (canonical === "") return "";
  const kind = attributeOf(column)?.kind;
  if (kind?.kind === "amount") return Number(amountText(Number(canonical), kind.decimals));
  if (column === "price") return Number(canonical) / 100;
  if (column === "weight" || column === "hours") return Number(canonical);
  const options = words.options[column];
  if (options) {
    return canonical
      .split(",")
      .map((code) => options[code] ?? code)
      .join("、");
  }
  if (column === "months" || column === "aliases") return canonical.replaceAll(",", "、");
  return canonical;
}

/** The same in running text. */
export function shownText(column: SheetColumn, canonical: string, words: SheetWords): string {
  if (column === "price" && canonical !== "") return typedYuan(BigInt(canonical) * 10n);
  return String(shownCell(column, canonical, words));
}
