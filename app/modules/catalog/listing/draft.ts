import { z } from "zod";
import type { Fen } from "~/kernel/money";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import { FRESHNESS, type Freshness, PACKINGS, type Packing } from "../product";
import { type Attributes, draftAttributesShape, type ListingText } from "./attributes";
import { TEMPLATE_NAMES, type TemplateName } from "./templates";

export const MOST_PACKS_OF_LISTING = 12;
export const LONGEST_NAME = 40;
export const LONGEST_SENTENCE = 80;
export const LONGEST_STORY = 2_000;
export const MOST_ALIASES = 8;
/** A pack of more than half a tonne is wholesale. */
export const HEAVIEST_PACK: Grams = 500_000n;
export const LONGEST_CLAIM_HOURS = 240;

/** One pack of a listing as it is written at the desk. `skuId` is null for a pack that does not exist yet. */
export interface DraftPack {
  readonly skuId: string | null;
  readonly name: ListingText;
  readonly packing: Packing;
  readonly netGrams: Grams;
  readonly priceFen: Fen;
}

/**
 * Everything a listing says, as it is written at the desk (or read from a sheet): the one shape that is created,
 * saved, kept as a pending revision and reviewed.
 */
export interface ListingDraft {
  readonly template: TemplateName;
  readonly categoryId: string;
  readonly name: ListingText;
  readonly sentence: ListingText;
  readonly story: ListingText;
  readonly aliases: readonly string[];
  readonly seasonMonths: readonly number[];
  readonly freshness: Freshness;
  readonly claimWindowHours: number;
  readonly freightTemplateId: string;
  readonly sharePlanId: string;
  readonly attributes: Attributes;
  readonly packs: readonly DraftPack[];
}

const text = z.object({ zh: z.string(), en: z.string() });
const whole = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(BigInt);

/** A draft as jsonb: grams and fen travel as text so that none is squeezed through a float. */
const draftShape = z.object({
  template: z.enum(TEMPLATE_NAMES),
  categoryId: z.uuid(),
  name: text,
  sentence: text,
  story: text,
  aliases: z.array(z.string()),
  seasonMonths: z.array(z.int().min(1).max(12)),
  freshness: z.enum(FRESHNESS),
  claimWindowHours: z.int().min(1),
  freightTemplateId: z.uuid(),
  sharePlanId: z.uuid(),
  attributes: draftAttributesShape,
  packs: z.array(
    z.object({
      skuId: z.uuid().nullable(),
      name: text,
      packing: z.enum(PACKINGS),
      netGrams: whole,
      priceFen: whole,
    }),
  ),
});

export function draftToJson(draft: ListingDraft): object {
  return {
    ...draft,
    packs: draft.packs.map((pack) => ({
      ...pack,
      netGrams: String(pack.netGrams),
      priceFen: String(pack.priceFen),
    })),
  };
}

export function draftFromJson(json: unknown): ListingDraft {
  return draftShape.parse(json);
}

/** Puts a text into all languages; without English it repeats the Chinese. */
export type Localize = (text: ListingText) => LocalizedText;

/** What of a published listing was reviewed and has to be reviewed again when it changes. Prices are not among it. */
const REVIEWED = [
  "template",
  "categoryId",
  "name",
  "sentence",
  "story",
  "freshness",
  "claimWindowHours",
  "attributes",
] as const;
export const REVIEWED_PARTS = [...REVIEWED, "packs"] as const;
export type ReviewedPart = (typeof REVIEWED_PARTS)[number];

/** The parts in which two drafts differ such that somebody has to look at it again. */
export function reviewedDifferences(before: ListingDraft, after: ListingDraft): readonly ReviewedPart[] {
  const parts: ReviewedPart[] = REVIEWED.filter((part) => !same(before[part], after[part]));
  const weights = ({ packs }: ListingDraft) =>
    packs.map(({ skuId, name, packing, netGrams }) => [skuId, name, packing, String(netGrams)]);
  return same(weights(before), weights(after)) ? parts : [...parts, "packs"];
}

/** Equal as JSON whatever the order of the keys. */
function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** A draft of another listing like this one, under a name of its own. */
export function copyOfDraft(draft: ListingDraft, name: string): ListingDraft {
  return {
    ...draft,
    name: { zh: name.slice(0, LONGEST_NAME), en: "" },
    packs: draft.packs.map((pack) => ({ ...pack, skuId: null })),
  };
}
