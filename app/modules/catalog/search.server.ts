import { Converter, type ConverterFunction } from "opencc-js/t2cn";
import { pinyin } from "pinyin-pro";

/**
 * Folding and cutting for the search that PostgreSQL does with `search_tokens` (prisma/migrations). Nothing here
 * touches the outside world; the file is kept out of the browser because of its dictionaries.
 */

/** Longer queries are cut: nobody looks for a sentence, and each window is an index lookup. */
export const LONGEST_QUERY = 40;
const LONGEST_NAME_SPELLED = 24;

const CHINESE = /[\u3400-\u4dbf\u4e00-\u9fff]+/gu;
const PIECES = /[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9]+/gu;

let toSimplified: ConverterFunction | undefined;

/** One form for all ways of writing the same: full width to half, capitals to small, traditional to simplified. */
export function fold(text: string): string {
  toSimplified ??= Converter({ from: "tw", to: "cn" });
  return toSimplified(text.normalize("NFKC").toLowerCase()).replaceAll(/\s+/g, " ").trim();
}

/**
 * The spellings under which a Chinese name is found: its pinyin and its initials, from each syllable on, so that
 * a query in letters only has to be the beginning of one of them (阳光玫瑰 → yangguangmeigui, meigui, ygmg, mg, …).
 */
export function spellings(name: string): string[] {
  const found: string[] = [];
  for (const [run] of fold(name).slice(0, LONGEST_NAME_SPELLED).matchAll(CHINESE)) {
    const syllables = pinyin(run, { toneType: "none", type: "array", v: true });
    for (let from = 0; from < syllables.length; from += 1) {
      const rest = syllables.slice(from);
      found.push(rest.join(""));
      found.push(rest.map((syllable) => syllable.charAt(0)).join(""));
    }
  }
  return [...new Set(found)];
}

export interface SearchableProduct {
  /** the name in Chinese; it comes first, and hits in it rank first */
  readonly name: string;
  /** other names of the same thing: 蒜苗 and 青蒜, the English name, the brand */
  readonly aliases: readonly string[];
  /** names people search by that are not the product's own: village, cooperative, category */
  readonly places: readonly string[];
  /** running text: found by its Chinese windows and its words, not spelled out */
  readonly texts: readonly string[];
}

/**
 * The text kept in `product.search_text`. Its first line is the folded name alone, by which results are ranked.
 */
export function searchText(product: SearchableProduct): string {
  const named = [product.name, ...product.aliases, ...product.places];
  const spelled = new Set(named.flatMap(spellings));
  const rest = [...product.aliases, ...product.places, ...product.texts].map(fold);
  return [fold(product.name), [...rest, ...spelled].join(" ")].join("\n");
}

export interface SearchQuery {
  /** the folded words as typed, for ranking */
  readonly folded: string;
  /** a tsquery in PostgreSQL's own notation, made of Chinese characters, a–z and digits only */
  readonly tsquery: string;
}

/**
 * What a query asks of the index: every window of every Chinese run (a single character as a prefix), and every
 * word in letters as a prefix, all of them. Undefined when nothing searchable was typed.
 */
export function searchQuery(typed: string): SearchQuery | undefined {
  const folded = fold(typed.slice(0, LONGEST_QUERY));
  const lexemes: string[] = [];
  for (const [piece] of folded.matchAll(PIECES)) {
    const characters = Array.from(piece);
    if (/^[a-z0-9]/.test(piece) || characters.length === 1) {
      lexemes.push(`'${piece}':*`);
      continue;
    }
    for (let at = 0; at + 1 < characters.length; at += 1) {
      lexemes.push(`'${characters[at]}${characters[at + 1]}'`);
    }
  }
  if (lexemes.length === 0) return undefined;
  return { folded, tsquery: [...new Set(lexemes)].join(" & ") };
}
