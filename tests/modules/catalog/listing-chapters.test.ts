import { describe, expect, it } from "vitest";
import { chapterOf, isChapterChanged, missingFieldsOf } from "~/modules/catalog/listing/chapters";
import { listingForm, listingValues } from "~/modules/catalog/listing/listing.forms";
import { TEMPLATE_NAMES } from "~/modules/catalog/listing/templates";

describe("the chapters of a listing's form", () => {
  it("hold every field that can be complained of, so that no complaint is out of reach", () => {
    const wrong = {
      template: "fruit",
      name: "",
      sentence: "长".repeat(500),
      story: "长".repeat(5_000),
      nameEn: "x".repeat(900),
      sentenceEn: "x".repeat(900),
      storyEn: "x".repeat(20_000),
      claimWindowHours: "0",
      "attr.brix": "甜",
      "attr.grade": "best",
      "pack.0.name": "五斤装",
      "pack.0.weight": "一点",
      "pack.0.price.pack": "贵",
      "pack.1.weight": "1",
    };
    const read = listingForm.safeParse(wrong);
    const complained = (read.error?.issues ?? []).map(({ path }) => String(path[0]));
    expect(complained.length).toBeGreaterThan(12);
    for (const field of complained) expect(chapterOf(field), field).toBeDefined();
    expect(new Set(complained.map(chapterOf)).size).toBe(4);
  });

  it("say what is still missing, whitespace counting as nothing", () => {
    const values = { name: "小米", sentence: "  ", "attr.allergens.none": "on", "attr.origin": "南沟" };
    expect(missingFieldsOf("words", "grains", values)).toEqual(["sentence"]);
    expect(missingFieldsOf("packs", "grains", values)).toEqual(["pack.0.name"]);
    expect(missingFieldsOf("quality", "grains", values)).toEqual([
      "attr.producer",
      "attr.shelfLife",
      "attr.storage",
    ]);
    expect(missingFieldsOf("selling", "grains", { ...values, categoryId: "1" })).toEqual([
      "freightTemplateId",
      "sharePlanId",
    ]);
  });

  it("do not take the English of a field for the field", () => {
    expect(missingFieldsOf("quality", "grains", { "attr.origin.en": "Nangou" })).toContain("attr.origin");
  });

  it("are changed by what somebody types in them and by nothing else", () => {
    const saved = { name: "小米", story: "一行\r\n两行", "season.8": "on", "pack.0.name": "5斤装" };
    const now = { ...saved, story: "一行\n两行", sentence: "", requestKey: "k", "season.9": "on" };
    expect(isChapterChanged("words", saved, now)).toBe(false);
    expect(isChapterChanged("packs", saved, now)).toBe(false);
    expect(isChapterChanged("selling", saved, now)).toBe(true);
    expect(isChapterChanged("words", saved, { ...now, sentence: "香" })).toBe(true);
  });
});

describe("a listing's form", () => {
  it("gives back the English of a text as it was filled with it, for every kind of produce", () => {
    const id = "019aa000-0000-7000-8000-000000000001";
    for (const template of TEMPLATE_NAMES) {
      const draft = listingForm.parse({
        template,
        name: "名",
        claimWindowHours: "24",
        "attr.origin": "南沟",
        "attr.origin.en": "Nangou",
        categoryId: id,
        freightTemplateId: id,
        sharePlanId: id,
      });
      expect(listingForm.parse(listingValues(draft)).attributes.origin).toEqual({ zh: "南沟", en: "Nangou" });
    }
  });
});
