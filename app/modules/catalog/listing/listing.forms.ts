import { z } from "zod";
import { PRICE_PER, type PricePer, packPrice, readYuan } from "../desk.price";
import { FRESHNESS, type Freshness, PACKINGS, type Packing } from "../product";
import { amountText } from "./amount";
import { type ListingText, readAttributes } from "./attributes";
import {
  type DraftPack,
  HEAVIEST_PACK,
  type ListingDraft,
  LONGEST_CLAIM_HOURS,
  LONGEST_NAME,
  LONGEST_SENTENCE,
  LONGEST_STORY,
  MOST_ALIASES,
  MOST_PACKS_OF_LISTING,
} from "./draft";
import { FIELDS, type FieldKind, type FieldName } from "./fields";
import { isTemplate, type TemplateName, templateOf } from "./templates";
import { readNetWeight, typedYuan, WEIGHT_TYPED_IN, type WeightTypedIn } from "./unit-price";

/** A listing's form as plain texts by field name: what a browser sends, and what the form is filled with. */
export type ListingValues = Readonly<Record<string, string>>;

export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** Names of the fields that come once for each pack or attribute. */
export const packField = (at: number, field: string) => `pack.${at}.${field}`;
export const attributeField = (field: FieldName, part = "") => `attr.${field}${part && `.${part}`}`;
export const monthField = (month: number) => `season.${month}`;

type Complain = (field: string, problem: string) => void;

/** Reads a listing's form. Messages are codes under `listings.problems`; blank attributes and packs say nothing. */
export const listingForm = z.record(z.string(), z.unknown()).transform((fields, context): ListingDraft => {
  const values: ListingValues = Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  let problems = 0;
  const complain: Complain = (field, message) => {
    problems += 1;
    context.addIssue({ code: "custom", path: [field], message });
  };
  const draft = readListing(values, complain);
  return problems > 0 || !draft ? z.NEVER : draft;
});

function readListing(values: ListingValues, complain: Complain): ListingDraft | undefined {
  const template = values.template ?? "";
  if (!isTemplate(template)) {
    complain("template", "templateMissing");
    return undefined;
  }
  const name = readText(values, "name", LONGEST_NAME, complain);
  if (name.zh === "") complain("name", "required");
  const aliases = (values.aliases ?? "").split(/[,，、;；\n]/).map((alias) => alias.trim());
  const read = readAttributes(template, (field) => typedAttribute(values, field));
  for (const [field, problem] of Object.entries(read.problems)) {
    complain(attributeField(field as FieldName), problem);
  }
  const hours = Number(values.claimWindowHours ?? templateOf(template).claimWindowHours);
  if (!Number.isInteger(hours) || hours < 1 || hours > LONGEST_CLAIM_HOURS) {
    complain("claimWindowHours", "hoursOutOfRange");
  }
  return {
    template,
    name,
    sentence: readText(values, "sentence", LONGEST_SENTENCE, complain),
    story: readText(values, "story", LONGEST_STORY, complain),
    aliases: [...new Set(aliases.filter(Boolean))].slice(0, MOST_ALIASES),
    seasonMonths: MONTHS.filter((month) => values[monthField(month)] === "on"),
    freshness: FRESHNESS.find((each) => each === values.freshness) ?? templateOf(template).freshness,
    claimWindowHours: hours,
    categoryId: readId(values, "categoryId", complain),
    freightTemplateId: readId(values, "freightTemplateId", complain),
    sharePlanId: readId(values, "sharePlanId", complain),
    attributes: read.attributes,
    packs: readPacks(values, template, complain),
  };
}

function readText(values: ListingValues, field: string, longest: number, complain: Complain): ListingText {
  const [zh, en] = [values[field] ?? "", values[`${field}En`] ?? ""].map((text) => text.trim()) as [
    string,
    string,
  ];
  if (zh.length > longest) complain(field, "tooLong");
  // English takes about three letters for each character.
  if (en.length > longest * 3) complain(`${field}En`, "tooLong");
  return { zh, en };
}

const ID = z.uuid();

function readId(values: ListingValues, field: string, complain: Complain): string {
  const id = values[field] ?? "";
  if (!ID.safeParse(id).success) complain(field, "choiceMissing");
  return id;
}

function typedAttribute(values: ListingValues, field: FieldName) {
  const kind: FieldKind = FIELDS[field];
  const one = values[attributeField(field)] ?? "";
  const several =
    kind.kind === "choices"
      ? kind.options.filter((option) => values[attributeField(field, option)] === "on")
      : [one];
  return { values: several, en: values[attributeField(field, "en")] ?? "" };
}

function readPacks(values: ListingValues, template: TemplateName, complain: Complain): DraftPack[] {
  const packs: DraftPack[] = [];
  for (let at = 0; at < MOST_PACKS_OF_LISTING; at += 1) {
    const of = (field: string) => (values[packField(at, field)] ?? "").trim();
    const isBlank = ["name", "weight", "price.pack", "price.jin", "price.kilogram"].every(
      (field) => of(field) === "",
    );
    if (isBlank || of("gone") === "on") continue;
    const pack = readPack(of, (field, problem) => complain(packField(at, field), problem), template);
    if (pack) packs.push(pack);
  }
  return packs;
}

function readPack(
  of: (field: string) => string,
  complain: Complain,
  template: TemplateName,
): DraftPack | undefined {
  const unit = WEIGHT_TYPED_IN.find((each) => each === of("weightUnit")) ?? "jin";
  const netGrams = readNetWeight(of("weight"), unit);
  const per = pricedPer(of);
  const price = readYuan(of(`price.${per}`));
  const skuId = of("skuId") || null;
  if (of("name") === "") complain("name", "required");
  if (of("name").length > LONGEST_NAME || of("nameEn").length > LONGEST_NAME * 3) complain("name", "tooLong");
  if (netGrams === undefined) complain("weight", "weightUnreadable");
  else if (netGrams > HEAVIEST_PACK) complain("weight", "weightTooHeavy");
  if (price === undefined) complain(`price.${per}`, "priceUnreadable");
  if (skuId !== null && !ID.safeParse(skuId).success) complain("name", "packUnknown");
  if (netGrams === undefined || price === undefined) return undefined;
  return {
    skuId,
    name: { zh: of("name"), en: of("nameEn") },
    packing: PACKINGS.find((each) => each === of("packing")) ?? templateOf(template).packing,
    netGrams,
    priceFen: packPrice(price, per, netGrams),
  };
}

/**
 * Which of the three prices was meant. With JavaScript the form says which was typed last; without it only the pack's
 * price is filled in beforehand, so that a price by weight beside it is the one somebody typed.
 */
function pricedPer(of: (field: string) => string): PricePer {
  const said = PRICE_PER.find((each) => each === of("per"));
  if (said && of(`price.${said}`) !== "") return said;
  return (["jin", "kilogram", "pack"] as const).find((each) => of(`price.${each}`) !== "") ?? "pack";
}

/** A weight as the form shows it: in 斤 where that is short, else in grams. */
function typedWeight(netGrams: bigint): { readonly weight: string; readonly weightUnit: WeightTypedIn } {
  if (netGrams % 50n !== 0n) return { weight: String(netGrams), weightUnit: "gram" };
  return { weight: typedYuan((netGrams * 1000n) / 500n).replace(/\.(\d)0$/, ".$1"), weightUnit: "jin" };
}

/** The form filled with a draft. */
export function listingValues(draft: ListingDraft): ListingValues {
  const values: Record<string, string> = {
    template: draft.template,
    aliases: draft.aliases.join("，"),
    freshness: draft.freshness satisfies Freshness,
    claimWindowHours: String(draft.claimWindowHours),
    categoryId: draft.categoryId,
    freightTemplateId: draft.freightTemplateId,
    sharePlanId: draft.sharePlanId,
  };
  for (const field of ["name", "sentence", "story"] as const) {
    values[field] = draft[field].zh;
    values[`${field}En`] = draft[field].en;
  }
  for (const month of draft.seasonMonths) values[monthField(month)] = "on";
  for (const [name, value] of Object.entries(draft.attributes)) {
    const field = name as FieldName;
    const kind: FieldKind = FIELDS[field];
    if (kind.kind === "amount") values[attributeField(field)] = amountText(Number(value), kind.decimals);
    else if (typeof value === "string") values[attributeField(field)] = value;
    else if (Array.isArray(value)) for (const option of value) values[attributeField(field, option)] = "on";
    else if (typeof value === "object" && "zh" in value) {
      values[attributeField(field)] = value.zh;
      values[attributeField(field, "en")] = value.en;
    }
  }
  for (const [at, pack] of draft.packs.entries()) Object.assign(values, packValues(at, pack));
  return values;
}

function packValues(at: number, pack: DraftPack): ListingValues {
  const { weight, weightUnit } = typedWeight(pack.netGrams);
  const fields = {
    skuId: pack.skuId ?? "",
    name: pack.name.zh,
    nameEn: pack.name.en,
    packing: pack.packing satisfies Packing,
    weight,
    weightUnit,
    "price.pack": typedYuan(pack.priceFen * 10n),
  };
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [packField(at, field), value]));
}
