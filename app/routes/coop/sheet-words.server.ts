import { LOCALES, type Locale } from "~/kernel/text";
import type { SheetGround } from "~/modules/catalog/index.server";
import { TEMPLATE_NAMES } from "~/modules/catalog/listing/templates";
import { FRESHNESS, PACKINGS, PRODUCT_STATES } from "~/modules/catalog/product";
import {
  attributeOf,
  SHEET_COLUMNS,
  type SheetColumn,
  type SheetLanguages,
  type SheetWords,
} from "~/modules/catalog/sheet/columns";
import { pageWords } from "~/ui/messages/page-words.server";

type Options = Readonly<Record<string, string>>;

/** Headings and choices of the sheet of listings, in the reader's language first and then in the others. */
export function sheetLanguages(locale: Locale, ground: SheetGround): SheetLanguages {
  const others = LOCALES.filter((other) => other !== locale);
  return [sheetWords(locale, ground), ...others.map((other) => sheetWords(other, ground))];
}

function sheetWords(locale: Locale, ground: SheetGround): SheetWords {
  const words = pageWords(locale, "excel", "desk");
  const listings = pageWords(locale, "listings", "desk");
  const named = <Code extends string>(codes: readonly Code[], say: (code: Code) => string): Options =>
    Object.fromEntries(codes.map((code) => [code, say(code)]));
  return {
    headings: headingsIn(locale),
    options: {
      ...attributeOptions(locale),
      state: named(PRODUCT_STATES, (state) => listings(`state.${state}`)),
      template: named(TEMPLATE_NAMES, (name) => listings(`template.${name}`)),
      freshness: named(FRESHNESS, (each) => words(`freshness.${each}`)),
      packing: named(PACKINGS, (packing) => words(`packing.${packing}`)),
      category: ownNames(locale, ground.categories),
      freight: ownNames(locale, ground.freightTemplates),
      plan: ownNames(locale, ground.sharePlans),
    },
  };
}

function headingsIn(locale: Locale): Readonly<Record<SheetColumn, string>> {
  const words = pageWords(locale, "excel", "desk");
  const goods = pageWords(locale, "goods", "desk");
  const heading = (column: SheetColumn): string => {
    const attribute = attributeOf(column);
    if (!attribute) return words(`column.${column as "name"}`);
    const { field, kind, en } = attribute;
    const name = goods(`attribute.${field}`);
    if (en) return words("attributeEn", { name });
    return kind.kind === "amount" ? words("attributeUnit", { name, unit: goods(`unit.${kind.unit}`) }) : name;
  };
  const entries = SHEET_COLUMNS.map((column) => [column, heading(column)] as const);
  return Object.fromEntries(entries) as Readonly<Record<SheetColumn, string>>;
}

function attributeOptions(locale: Locale): Partial<Record<SheetColumn, Options>> {
  const goods = pageWords(locale, "goods", "desk");
  const say = (option: string) => goods(`option.${option}` as Parameters<typeof goods>[0]);
  const entries = SHEET_COLUMNS.flatMap((column) => {
    const kind = attributeOf(column)?.kind;
    if (kind?.kind !== "choice" && kind?.kind !== "choices") return [];
    return [[column, Object.fromEntries(kind.options.map((option) => [option, say(option)]))] as const];
  });
  return Object.fromEntries(entries);
}

/** Names that a cooperative gave twice are numbered, so that each still names one. */
function ownNames(
  locale: Locale,
  things: readonly { readonly id: string; readonly name: Readonly<Record<Locale, string>> }[],
): Options {
  const words = pageWords(locale, "excel", "desk");
  const seen = new Map<string, number>();
  return Object.fromEntries(
    things.map(({ id, name: { [locale]: name } }) => {
      const number = (seen.get(name) ?? 0) + 1;
      seen.set(name, number);
      return [id, number === 1 ? name : words("sameName", { name, number })];
    }),
  );
}
