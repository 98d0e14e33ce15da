import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packPrice } from "~/modules/catalog/desk.price";
import { amountText, readAmount } from "~/modules/catalog/listing/amount";
import { missingFields, readAttributes } from "~/modules/catalog/listing/attributes";
import {
  draftFromJson,
  draftToJson,
  type ListingDraft,
  reviewedDifferences,
} from "~/modules/catalog/listing/draft";
import { FIELDS, type FieldKind } from "~/modules/catalog/listing/fields";
import { listingForm, listingValues } from "~/modules/catalog/listing/listing.forms";
import { decideComplete, listingWarnings } from "~/modules/catalog/listing/readiness";
import { decideReview, REVIEW_CHECKS } from "~/modules/catalog/listing/review";
import { TEMPLATE_NAMES, templateOf } from "~/modules/catalog/listing/templates";
import { readNetWeight, typedYuan, unitPrices } from "~/modules/catalog/listing/unit-price";

const ID = "019aa000-0000-7000-8000-000000000001";

const GRAPES: ListingDraft = {
  template: "fruit",
  categoryId: ID,
  name: { zh: "南沟阳光玫瑰", en: "" },
  sentence: { zh: "脆，甜", en: "" },
  story: { zh: "", en: "" },
  aliases: ["青提"],
  seasonMonths: [8, 9],
  freshness: "fresh",
  claimWindowHours: 24,
  freightTemplateId: ID,
  sharePlanId: ID,
  attributes: { brix: 185, grade: "first", origin: { zh: "南沟", en: "Nangou" } },
  packs: [{ skuId: null, name: { zh: "5斤装", en: "" }, packing: "box", netGrams: 2500n, priceFen: 6990n }],
};

describe("the templates", () => {
  it("ask nothing twice, name fields that exist, and narrow limits only", () => {
    for (const name of TEMPLATE_NAMES) {
      const { fields } = templateOf(name);
      expect(new Set(fields.map(({ field }) => field)).size, name).toBe(fields.length);
      for (const { field, kind } of fields) {
        const widest: FieldKind = FIELDS[field];
        if (kind.kind !== "amount" || widest.kind !== "amount") continue;
        expect(kind.least, `${name} ${field}`).toBeGreaterThanOrEqual(widest.least);
        expect(kind.most, `${name} ${field}`).toBeLessThanOrEqual(widest.most);
      }
    }
  });

  it("ask of everything one eats for origin, producer, shelf life and storage, as its label must say", () => {
    for (const name of TEMPLATE_NAMES.filter((each) => each !== "handicraft")) {
      const required = templateOf(name)
        .fields.filter((field) => field.required)
        .map(({ field }) => field);
      expect(required, name).toEqual(expect.arrayContaining(["origin", "producer", "shelfLife", "storage"]));
    }
  });

  it("ask for a conformity certificate where the ministry's order names the goods, and not of honey", () => {
    const covered = TEMPLATE_NAMES.filter((name) => templateOf(name).needsCertificate);
    expect(covered).toEqual(expect.arrayContaining(["leafVegetables", "fruit", "tea", "meat", "eggs"]));
    expect(covered).not.toContain("honey");
  });
});

describe("amounts", () => {
  it("are whole smallest steps, read and written without loss", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (steps) => {
        expect(readAmount(amountText(steps, 1), 1)).toBe(steps);
        expect(readAmount(amountText(steps, 0), 0)).toBe(steps);
      }),
    );
  });

  it("are refused out of range, with more decimals than the field has, and as anything but a number", () => {
    const read = (brix: string) =>
      readAttributes("fruit", (field) => ({ values: field === "brix" ? [brix] : [], en: "" }));
    expect(read("18.5").attributes.brix).toBe(185);
    expect(read("１８．５").attributes.brix).toBe(185);
    expect(read("185").problems.brix).toBe("amountOutOfRange");
    expect(read("18.55").problems.brix).toBe("amountUnreadable");
    expect(read("很甜").problems.brix).toBe("amountUnreadable");
    expect(read(" ").attributes).toEqual({});
  });

  it("do not take none together with some", () => {
    const read = readAttributes("grains", (field) => ({
      values: field === "allergens" ? ["gluten", "none"] : [],
      en: "",
    }));
    expect(read.problems.allergens).toBe("noneAndSome");
  });
});

describe("the three prices of a pack", () => {
  const weight = fc.bigInt({ min: 50n, max: 50_000n });
  const price = fc.bigInt({ min: 10n, max: 900_000n });

  it("all speak of the same whole fen, whichever was typed", () => {
    fc.assert(
      fc.property(weight, price, fc.constantFrom("pack", "jin", "kilogram"), (grams, typed, per) => {
        const prices = unitPrices(typed, per, grams);
        expect(prices.pack).toBe(packPrice(typed, per, grams) * 10n);
        expect(prices.pack % 10n).toBe(0n);
        if (per !== "pack") expect(prices[per]).toBe(typed);
        const again = unitPrices(prices.pack, "pack", grams);
        expect(again.pack).toBe(prices.pack);
      }),
    );
  });

  it("of a box of 5 jin at 29.90 are 5.98 a jin and 11.96 a kilogram", () => {
    const prices = unitPrices(29_900n, "pack", 2500n);
    expect([typedYuan(prices.jin), typedYuan(prices.kilogram)]).toEqual(["5.98", "11.96"]);
    expect(typedYuan(unitPrices(5_980n, "jin", 2500n).pack)).toBe("29.90");
  });

  it("stand on a weight that is a whole number of grams", () => {
    expect(readNetWeight("2.5", "jin")).toBe(1250n);
    expect(readNetWeight("0.001", "jin")).toBeUndefined();
    expect(readNetWeight("0", "kilogram")).toBeUndefined();
    expect(readNetWeight("250", "gram")).toBe(250n);
  });
});

describe("a listing's form", () => {
  it("gives back the draft it was filled with", () => {
    expect(listingForm.parse(listingValues(GRAPES))).toEqual(GRAPES);
  });

  it("takes the price that was typed last, and without JavaScript the one that was added", () => {
    const values = { ...listingValues(GRAPES), "pack.0.price.jin": "10" };
    expect(listingForm.parse({ ...values, "pack.0.per": "pack" }).packs[0]?.priceFen).toBe(6990n);
    expect(listingForm.parse(values).packs[0]?.priceFen).toBe(5000n);
  });

  it("names each field that is wrong and leaves packs out that are blank or no longer sold", () => {
    const values = { ...listingValues(GRAPES), name: " ", "pack.0.weight": "很重", "attr.brix": "99" };
    const problems = listingForm
      .safeParse(values)
      .error?.issues.map(({ path, message }) => [path[0], message]);
    expect(problems).toEqual([
      ["name", "required"],
      ["attr.brix", "amountOutOfRange"],
      ["pack.0.weight", "weightUnreadable"],
    ]);
    expect(listingForm.parse({ ...listingValues(GRAPES), "pack.0.gone": "on" }).packs).toEqual([]);
  });

  it("survives being kept as JSON", () => {
    expect(draftFromJson(JSON.parse(JSON.stringify(draftToJson(GRAPES))))).toEqual(GRAPES);
  });
});

describe("a change of a listing on sale", () => {
  const pack = GRAPES.packs[0] as (typeof GRAPES.packs)[number];

  it("is looked at again when name, quality or net weight change, and not when the price does", () => {
    expect(reviewedDifferences(GRAPES, { ...GRAPES, name: { zh: "南沟葡萄", en: "" } })).toEqual(["name"]);
    expect(
      reviewedDifferences(GRAPES, { ...GRAPES, attributes: { ...GRAPES.attributes, brix: 160 } }),
    ).toEqual(["attributes"]);
    expect(reviewedDifferences(GRAPES, { ...GRAPES, packs: [{ ...pack, netGrams: 2400n }] })).toEqual([
      "packs",
    ]);
    expect(
      reviewedDifferences(GRAPES, { ...GRAPES, packs: [{ ...pack, priceFen: 1n }], seasonMonths: [] }),
    ).toEqual([]);
  });

  it("does not depend on the order in which attributes were kept", () => {
    const { brix, grade, origin } = GRAPES.attributes;
    expect(reviewedDifferences(GRAPES, { ...GRAPES, attributes: { origin, grade, brix } as never })).toEqual(
      [],
    );
  });
});

describe("before a listing is submitted", () => {
  it("everything required is there, and what is missing is named", () => {
    const empty = { ...GRAPES, sentence: { zh: "", en: "" }, packs: [], attributes: {} };
    expect(decideComplete(empty, 0)).toMatchObject({
      refusal: { missing: ["sentence", "packs", "photos", ...missingFields("fruit", {})] },
    });
  });

  it("warnings tell what would be better and stop nothing", () => {
    const facts = {
      draft: GRAPES,
      certificate: "missing" as const,
      floors: [7000n],
      photos: [{ showsWeight: false }],
    };
    expect(listingWarnings(facts)).toEqual([
      "certificateMissing",
      "priceBelowFloor",
      "weightNotOnPhoto",
      "noEnglishName",
      "fewPhotos",
    ]);
    const seen = { showsWeight: true };
    const draft = { ...GRAPES, name: { zh: "葡萄", en: "Grapes" } };
    expect(
      listingWarnings({ draft, certificate: "valid", floors: [6990n], photos: [seen, seen, seen] }),
    ).toEqual([]);
  });
});

describe("a reviewer", () => {
  const reviewer = { userId: ID, staffOf: [] };
  it("passes nothing of a cooperative they work for, nor without looking at every point", () => {
    const approve = { decision: "approve", checked: REVIEW_CHECKS } as const;
    expect(decideReview(reviewer, ID, approve).ok).toBe(true);
    expect(decideReview({ ...reviewer, staffOf: [ID] }, ID, approve)).toMatchObject({
      refusal: { code: "ReviewOfOwnGoods" },
    });
    expect(decideReview(reviewer, ID, { ...approve, checked: ["photos"] })).toMatchObject({
      refusal: { missing: ["weights", "prices", "certificate", "label"] },
    });
  });

  it("says why when asking for changes, in words where no reason on the list fits", () => {
    const ask = { decision: "askChanges", reasons: ["other"], note: " " } as const;
    expect(decideReview(reviewer, ID, ask)).toMatchObject({ refusal: { code: "ReviewReasonMissing" } });
    expect(decideReview(reviewer, ID, { ...ask, reasons: [] }).ok).toBe(false);
    expect(decideReview(reviewer, ID, { ...ask, note: "产地写到村" }).ok).toBe(true);
  });
});
