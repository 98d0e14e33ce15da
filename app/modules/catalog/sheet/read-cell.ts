import { roundedDivide } from "~/kernel/money";
import { readAmount } from "../listing/amount";
import {
  HEAVIEST_PACK,
  LONGEST_CLAIM_HOURS,
  LONGEST_NAME,
  LONGEST_SENTENCE,
  LONGEST_STORY,
  MOST_ALIASES,
} from "../listing/draft";
import type { FieldKind } from "../listing/fields";
import { readNetWeight, type WeightTypedIn } from "../listing/unit-price";
import { HIGHEST_PRICE_FEN, LOWEST_PRICE_FEN } from "../product";
import { asWritten, canonicalList, plainText } from "./cells";
import { attributeOf, type SheetCell, type SheetColumn, type SheetLanguages } from "./columns";

/** What is wrong with one cell; a key of the words under `excel.problem`, with what they need to say it. */
export interface CellProblem {
  readonly problem:
    | "isDay"
    | "isError"
    | "tooLong"
    | "optionUnknown"
    | "monthsUnreadable"
    | "tooManyAliases"
    | "hoursOutOfRange"
    | "amountUnreadable"
    | "amountOutOfRange"
    | "noneAndSome"
    | "weightUnreadable"
    | "weightTooHeavy"
    | "priceUnreadable"
    | "priceOutOfRange";
  readonly facts?: Readonly<Record<string, number>>;
}

export type ReadCell = { readonly canonical: string } | CellProblem;

const EXCEL_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/;

/** A cell's text without what Excel or we put around it; a day stays what it is. */
export function textOfCell(cell: SheetCell | undefined): string | undefined {
  if (cell === undefined) return "";
  return typeof cell === "string" ? plainText(asWritten(cell)) : undefined;
}

/** Reads one cell that says something into the canonical text of its column, in whichever language it was written. */
export function readCell(column: SheetColumn, cell: SheetCell, languages: SheetLanguages): ReadCell {
  const text = textOfCell(cell);
  if (text === undefined) return { problem: "isDay" };
  if (EXCEL_ERROR.test(text)) return { problem: "isError" };
  const attribute = attributeOf(column);
  if (attribute) return readAttribute(column, attribute.kind, attribute.en, text, languages);
  switch (column) {
    case "name":
    case "packName":
      return withinLength(text, LONGEST_NAME);
    case "nameEn":
    case "packNameEn":
      return withinLength(text, LONGEST_NAME * 3);
    case "sentence":
      return withinLength(text, LONGEST_SENTENCE);
    case "sentenceEn":
      return withinLength(text, LONGEST_SENTENCE * 3);
    case "story":
      return withinLength(text, LONGEST_STORY);
    case "storyEn":
      return withinLength(text, LONGEST_STORY * 3);
    case "aliases":
      return readAliases(text);
    case "months":
      return readMonths(text);
    case "hours":
      return readHours(text);
    case "weight":
      return readWeight(text);
    case "price":
      return readPrice(text);
    case "product":
    case "pack":
    case "state":
      return { canonical: text };
    default:
      return readOption(column, text, languages);
  }
}

function withinLength(text: string, most: number): ReadCell {
  return text.length > most ? { problem: "tooLong", facts: { most } } : { canonical: text };
}

/** How a word is compared: whatever its width, capitals and spaces. */
export function fold(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s*()]+/g, "");
}

type Codes = ReadonlyMap<string, string>;

/** Made once for a sheet: a hundred thousand cells ask. */
const CODES = new WeakMap<SheetLanguages, Map<SheetColumn, Codes>>();

/** The codes of a column's choices by their words in every language, and by themselves; the reader's own words first. */
function codesOf(column: SheetColumn, languages: SheetLanguages): Codes {
  const ofSheet = CODES.get(languages) ?? new Map<SheetColumn, Codes>();
  CODES.set(languages, ofSheet);
  const known = ofSheet.get(column);
  if (known) return known;
  const codes = new Map<string, string>();
  for (const { options } of languages) {
    for (const [code, word] of Object.entries(options[column] ?? {})) {
      for (const name of [fold(word), fold(code)]) if (!codes.has(name)) codes.set(name, code);
    }
  }
  ofSheet.set(column, codes);
  return codes;
}

function readOption(column: SheetColumn, text: string, languages: SheetLanguages): ReadCell {
  const canonical = codesOf(column, languages).get(fold(text));
  return canonical === undefined ? { problem: "optionUnknown" } : { canonical };
}

function readAttribute(
  column: SheetColumn,
  kind: FieldKind,
  en: boolean,
  text: string,
  languages: SheetLanguages,
): ReadCell {
  switch (kind.kind) {
    case "text":
      return withinLength(text, en ? kind.most * 3 : kind.most);
    case "choice":
      return readOption(column, text, languages);
    case "choices":
      return readOptions(column, kind.options, text, languages);
    case "amount": {
      const steps = readAmount(withoutUnit(text), kind.decimals);
      return steps === undefined ? { problem: "amountUnreadable" } : { canonical: String(steps) };
    }
  }
}

function readOptions(
  column: SheetColumn,
  all: readonly string[],
  text: string,
  languages: SheetLanguages,
): ReadCell {
  const chosen = new Set<string>();
  for (const part of text.split(/[,，、;；\n]/).filter((each) => each.trim() !== "")) {
    const read = readOption(column, part, languages);
    if (!("canonical" in read)) return read;
    chosen.add(read.canonical);
  }
  if (chosen.has("none") && chosen.size > 1) return { problem: "noneAndSome" };
  return { canonical: all.filter((option) => chosen.has(option)).join(",") };
}

/** `18.5°Brix`, `7 天`, `12 %`: what stands behind a number is the heading's unit once more. */
function withoutUnit(text: string): string {
  return text.normalize("NFKC").replace(/(?<=\d)\s*[^\d\s.,].*$/, "");
}

function readAliases(text: string): ReadCell {
  const canonical = canonicalList([text]);
  const words = canonical.split(",");
  if (words.length > MOST_ALIASES) return { problem: "tooManyAliases", facts: { most: MOST_ALIASES } };
  return { canonical };
}

const MONTHS_RUN = /^(\d{1,2})(?:[-~至到](\d{1,2}))?$/;

/** `8、9、10`, `8-10月` or, over the new year, `11-2`. */
function readMonths(text: string): ReadCell {
  const months = new Set<number>();
  for (const part of text
    .normalize("NFKC")
    .replaceAll("月", "")
    .split(/[,、;\s]+/)
    .filter(Boolean)) {
    const [, from, to = from] = MONTHS_RUN.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    const isMonth = (month: number) => month >= 1 && month <= 12;
    if (!isMonth(first) || !isMonth(last)) return { problem: "monthsUnreadable" };
    for (let month = first; ; month = (month % 12) + 1) {
      months.add(month);
      if (month === last) break;
    }
  }
  return { canonical: [...months].toSorted((a, b) => a - b).join(",") };
}

function readHours(text: string): ReadCell {
  const hours = Number(withoutUnit(text));
  const fits = /^\d/.test(text.normalize("NFKC")) && Number.isInteger(hours);
  return fits && hours >= 1 && hours <= LONGEST_CLAIM_HOURS
    ? { canonical: String(hours) }
    : { problem: "hoursOutOfRange", facts: { most: LONGEST_CLAIM_HOURS } };
}

const WEIGHT = /^([\d.]+)\s*(g|克|kg|公斤|千克|斤|jin)?$/i;
const WEIGHT_UNITS: Readonly<Record<string, WeightTypedIn>> = {
  g: "gram",
  克: "gram",
  kg: "kilogram",
  公斤: "kilogram",
  千克: "kilogram",
  斤: "jin",
  jin: "jin",
};

/** Grams, as a label has them, or an amount with its unit: `2.5公斤`, `5斤`. */
function readWeight(text: string): ReadCell {
  const [, amount = "", unit = "g"] = WEIGHT.exec(text.normalize("NFKC").trim()) ?? [];
  const grams = readNetWeight(amount, WEIGHT_UNITS[unit.toLowerCase()] ?? "gram");
  if (grams === undefined) return { problem: "weightUnreadable" };
  if (grams > HEAVIEST_PACK) {
    return { problem: "weightTooHeavy", facts: { most: Number(HEAVIEST_PACK / 1000n) } };
  }
  return { canonical: String(grams) };
}

const PRICE = /^[¥￥]?\s*(\d{1,9})(?:\.(\d{1,17}))?\s*元?$/;

/** Yuan. What a formula worked out has more decimals than money; it counts as Excel shows it, rounded to the fen. */
function readPrice(text: string): ReadCell {
  const [, whole, decimals = ""] = PRICE.exec(text.normalize("NFKC").replace(/,(?=\d{3})/g, "")) ?? [];
  if (whole === undefined) return { problem: "priceUnreadable" };
  const scale = 10n ** BigInt(decimals.length);
  const fen = roundedDivide(BigInt(whole + decimals) * 100n, scale);
  return fen < LOWEST_PRICE_FEN || fen > HIGHEST_PRICE_FEN
    ? { problem: "priceOutOfRange", facts: { most: Number(HIGHEST_PRICE_FEN / 100n) } }
    : { canonical: String(fen) };
}
