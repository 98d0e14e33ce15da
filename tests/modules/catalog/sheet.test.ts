import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES } from "~/kernel/text";
import type { Attributes } from "~/modules/catalog/listing/attributes";
import type { DraftPack, ListingDraft } from "~/modules/catalog/listing/draft";
import { FIELD_NAMES, FIELDS, type FieldKind } from "~/modules/catalog/listing/fields";
import { TEMPLATE_NAMES } from "~/modules/catalog/listing/templates";
import { PACKINGS } from "~/modules/catalog/product";
import { SHEET_COLUMNS, type SheetColumn } from "~/modules/catalog/sheet/columns";
import { fold, readCell } from "~/modules/catalog/sheet/read-cell";
import { readTable } from "~/modules/catalog/sheet/read-table";
import { accepted } from "../../support/market";
import {
  exported,
  grapes,
  idOf,
  languagesIn,
  listingOf,
  packOf,
  plan,
  problemsOf,
  row,
} from "./sheet-ground";

const text = fc.record({
  zh: fc.string({ unit: "binary", maxLength: 30 }),
  en: fc.string({ maxLength: 20 }),
});

function value(kind: FieldKind) {
  if (kind.kind === "amount") return fc.integer({ min: kind.least, max: kind.most });
  if (kind.kind === "choice") return fc.constantFrom(...kind.options);
  if (kind.kind === "choices") return fc.subarray([...kind.options], { minLength: 1 });
  return text;
}
const attributes = fc.record(Object.fromEntries(FIELD_NAMES.map((field) => [field, value(FIELDS[field])])), {
  requiredKeys: [],
}) as fc.Arbitrary<Attributes>;

/** Any listing a database may hold, also what no form of today would take. */
function drafts(number: number): fc.Arbitrary<ListingDraft> {
  const pack = (at: number): fc.Arbitrary<DraftPack> =>
    fc.record({
      skuId: fc.constant(idOf(number * 100 + at)),
      name: text,
      packing: fc.constantFrom(...PACKINGS),
      netGrams: fc.bigInt({ min: 1n, max: 900_000n }),
      priceFen: fc.bigInt({ min: 1n, max: 10_000_000n }),
    });
  return fc.record({
    template: fc.constantFrom(...TEMPLATE_NAMES),
    categoryId: fc.constantFrom(idOf(1), idOf(2), idOf(99)),
    name: text,
    sentence: text,
    story: text,
    aliases: fc.array(fc.string({ unit: "binary", maxLength: 8 }), { maxLength: 4 }),
    seasonMonths: fc.subarray([1, 2, 3, 8, 9, 12]),
    freshness: fc.constantFrom("fresh", "keeps"),
    claimWindowHours: fc.integer({ min: 1, max: 400 }),
    freightTemplateId: fc.constant(idOf(3)),
    sharePlanId: fc.constantFrom(idOf(4), idOf(5)),
    attributes,
    packs: fc.tuple(pack(1), pack(2)),
  });
}

describe("a sheet that is taken away and brought back", () => {
  it("changes nothing, whatever the listings say and in whichever language it was taken and is read", () => {
    const cases = fc.tuple(drafts(1), drafts(2), fc.constantFrom(...LOCALES), fc.constantFrom(...LOCALES));
    fc.assert(
      fc.property(cases, ([one, other, taken, read]) => {
        const listings = [
          listingOf({ shown: one, slug: "one" }),
          listingOf({ shown: other, slug: "other", productId: idOf(101), state: "draft" }),
        ];
        const table = accepted(readTable(exported(listings, taken), languagesIn(read)));
        expect(table.unread).toEqual([]);
        const planned = plan(listings, table.rows, read);
        const found = planned.rows.filter(({ kind }) => kind !== "same");
        expect(found.map((each) => [each.kind, each.changes, each.problems])).toEqual([]);
        expect(planned.rows).toHaveLength(4);
        expect(planned.listings).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it("is understood by its headings alone: every heading is one column's, in all languages together", () => {
    const seen = new Map<string, SheetColumn>();
    for (const column of SHEET_COLUMNS) {
      for (const { headings } of languagesIn("zh-CN")) {
        expect(seen.get(fold(headings[column])) ?? column, headings[column]).toBe(column);
        seen.set(fold(headings[column]), column);
      }
    }
  });

  it("is understood by its choices alone: every choice is one code's, in all languages together", () => {
    const languages = languagesIn("en");
    for (const { options } of languages) {
      for (const [column, choices] of Object.entries(options)) {
        for (const [code, word] of Object.entries(choices)) {
          const read = readCell(column as SheetColumn, word, languages);
          if (column !== "state") expect(read, `${column} ${word}`).toEqual({ canonical: code });
        }
      }
    }
  });
});

describe("rows of listings that are there", () => {
  const grape = listingOf();

  it("need no more than a pack's number and what changes", () => {
    const done = plan([grape], [row(2, { pack: idOf(11), price: "79.9" })]);
    expect(done.rows[0]).toMatchObject({
      kind: "change",
      name: "阳光玫瑰",
      packName: "5斤装",
      changes: [{ column: "price", before: "6990", after: "7990" }],
      toReview: false,
    });
    expect(done.listings[0]?.draft.packs[0]?.priceFen).toBe(7990n);
  });

  it("say which changes somebody has to look at before the shop shows them", () => {
    const done = plan([grape], [row(2, { pack: idOf(11), weight: "3000" })]);
    expect(done.rows[0]?.toReview).toBe(true);
    const draft = plan([{ ...grape, state: "draft" }], [row(2, { pack: idOf(11), weight: "3000" })]);
    expect(draft.rows[0]?.toReview).toBe(false);
  });

  it("never take a pack away, and add one that has no number", () => {
    const done = plan(
      [grape],
      [row(2, { product: grape.slug, packName: "10斤装", weight: "5000", price: "129" })],
    );
    expect(done.rows[0]).toMatchObject({ kind: "create", productId: grape.productId });
    expect(done.listings[0]?.draft.packs.map(({ skuId, name }) => [skuId, name.zh])).toEqual([
      [idOf(11), "5斤装"],
      [null, "10斤装"],
    ]);
  });

  it("are bad where they name what is not there, name it twice, or mix two listings up", () => {
    const other = listingOf({ productId: idOf(101), slug: "other", shown: grapes({ packs: [packOf(12)] }) });
    const done = plan(
      [grape, other],
      [
        row(2, { product: "nobody", price: "1" }),
        row(3, { pack: idOf(77), price: "1" }),
        row(4, { pack: idOf(11), product: "other", price: "70" }),
        row(5, { pack: idOf(12), price: "80" }),
        row(6, { pack: idOf(12), price: "90" }),
      ],
    );
    expect(done.rows.map(problemsOf)).toEqual([
      ["product productUnknown"],
      ["pack packUnknown"],
      ["pack packElsewhere"],
      [],
      ["pack packTwice"],
    ]);
  });

  it("may repeat what a listing says and not contradict each other; the first good one counts", () => {
    const two = listingOf({ shown: grapes({ packs: [packOf(11), packOf(12)] }) });
    const done = plan(
      [two],
      [
        row(2, { pack: idOf(11), sentence: "更甜" }),
        row(3, { pack: idOf(12), sentence: "脆甜" }),
        row(4, { product: two.slug, sentence: "最甜" }),
      ],
    );
    expect(done.rows.map(({ kind }) => kind)).toEqual(["change", "same", "bad"]);
    expect(done.rows[2]?.problems[0]).toMatchObject({ problem: "differsFromRow", facts: { row: 2 } });
    expect(done.listings[0]?.draft.sentence.zh).toBe("更甜");
  });

  it("are bad below the share plan's floor once on sale, and while somebody looks at the listing", () => {
    const cheap = [row(2, { pack: idOf(11), price: "49.99" })];
    expect(problemsOf(plan([grape], cheap).rows[0])).toEqual(["price belowFloor"]);
    expect(plan([{ ...grape, state: "draft" }], cheap).rows[0]?.kind).toBe("change");
    const waiting = { ...grape, inReview: true };
    expect(problemsOf(plan([waiting], [row(2, { pack: idOf(11), price: "80" })]).rows[0])).toEqual([
      "row inReview",
    ]);
    expect(plan([waiting], [row(2, { pack: idOf(11), price: "69.9" })]).rows[0]?.kind).toBe("same");
  });

  it("are held to the fields and limits of their kind of produce", () => {
    const done = plan([grape], [row(2, { pack: idOf(11), "attr.moisture": "12", "attr.shelfLife": "999" })]);
    expect(problemsOf(done.rows[0])).toEqual(["attr.moisture notOfKind", "attr.shelfLife amountOutOfRange"]);
    const alone = plan([grape], [row(2, { pack: idOf(11), "attr.origin.en": "Nangou" })]);
    expect(problemsOf(alone.rows[0])).toEqual(["attr.origin.en chineseMissing"]);
  });
});

describe("rows of new listings", () => {
  const cells = {
    name: "红提",
    template: "水果",
    plan: "通用",
    packName: "5斤装",
    weight: "2500",
    price: "39.9",
  };

  it("that share a name are one listing, with what its kind proposes", () => {
    const done = plan([], [row(2, cells), row(3, { ...cells, packName: "10斤装", weight: "5000" })]);
    expect(done.rows.map(({ kind }) => kind)).toEqual(["create", "create"]);
    expect(done.listings).toHaveLength(1);
    expect(done.listings[0]).toMatchObject({ productId: null, rows: [2, 3] });
    expect(done.listings[0]?.draft).toMatchObject({
      template: "fruit",
      categoryId: idOf(1),
      freightTemplateId: idOf(3),
      sharePlanId: idOf(4),
      freshness: "fresh",
      claimWindowHours: 24,
      packs: [{ packing: "box", priceFen: 3990n }, { netGrams: 5000n }],
    });
  });

  it("are made of all their rows or not at all", () => {
    const done = plan([], [row(2, cells), row(3, { ...cells, packName: "10斤装", price: "贵" })]);
    expect(done.rows.map(problemsOf)).toEqual([["row otherRowBad"], ["price priceUnreadable"]]);
    expect(done.listings).toEqual([]);
  });

  it("say what is missing, and never make a second listing of a name that is there", () => {
    expect(problemsOf(plan([], [row(2, { name: "红提", price: "1" })]).rows[0])).toEqual([
      ...["packName required", "weight required", "template required", "plan required"],
    ]);
    expect(problemsOf(plan([listingOf()], [row(2, { ...cells, name: "阳光 玫瑰" })]).rows[0])).toEqual([
      "name nameTaken",
    ]);
    expect(problemsOf(plan([], [row(2, { price: "1" })]).rows[0])).toEqual(["name required"]);
  });

  it("stand beside bad ones: twelve bad rows keep nobody waiting", () => {
    const rows = Array.from({ length: 500 }, (_, at) =>
      row(at + 2, { ...cells, name: `红提 ${at}`, ...(at % 40 === 0 && at < 480 ? { price: "贵" } : {}) }),
    );
    const done = plan([], rows);
    expect(done.rows.filter(({ kind }) => kind === "bad").map(({ number }) => number)).toHaveLength(12);
    expect(done.listings).toHaveLength(488);
  });
});
