import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { missingFields } from "./attributes";
import { contradictsName } from "./declared-weight";
import type { ListingDraft } from "./draft";
import type { FieldName } from "./fields";

/** What a reviewer could not do without. A field of the template is named by itself. */
export type MissingPart = "sentence" | "packs" | "photos" | FieldName;
export type ListingIncomplete = Refusal<"ListingIncomplete"> & { readonly missing: readonly MissingPart[] };

/** Whether there is enough to look at. */
export function decideComplete(draft: ListingDraft, photos: number): Result<void, ListingIncomplete> {
  const missing: MissingPart[] = [
    ...(draft.sentence.zh === "" ? (["sentence"] as const) : []),
    ...(draft.packs.length === 0 ? (["packs"] as const) : []),
    ...(photos === 0 ? (["photos"] as const) : []),
    ...missingFields(draft.template, draft.attributes),
  ];
  return missing.length > 0 ? refuse({ code: "ListingIncomplete", missing }) : ok();
}

/** Fewer show too little of the goods: the whole, one close by, the pack with its label. */
export const ENOUGH_PHOTOS = 3;

/** What is well to know and stops nobody. Words under `listings.warning`. */
export const LISTING_WARNINGS = [
  "certificateMissing",
  "certificateEnding",
  "priceBelowFloor",
  "weightOdd",
  "noPhotos",
  "weightNotOnPhoto",
  "noEnglishName",
  "fewPhotos",
] as const;
export type ListingWarning = (typeof LISTING_WARNINGS)[number];

export interface WarningFacts {
  readonly draft: ListingDraft;
  readonly photos: readonly { readonly showsWeight: boolean }[];
  /** how the goods stand with their 承诺达标合格证, as the intake module says */
  readonly certificate: "notNeeded" | "valid" | "ending" | "missing";
  /** the least the share plan permits for each pack, in their order; undefined when unknown */
  readonly floors: readonly (Fen | undefined)[];
}

export function listingWarnings({ draft, photos, certificate, floors }: WarningFacts): ListingWarning[] {
  const isBelow = draft.packs.some(({ priceFen }, at) => priceFen < (floors[at] ?? 0n));
  const applies: Readonly<Record<ListingWarning, boolean>> = {
    certificateMissing: certificate === "missing",
    certificateEnding: certificate === "ending",
    priceBelowFloor: isBelow,
    weightOdd: draft.packs.some(({ name, netGrams }) => contradictsName(name.zh, netGrams)),
    noPhotos: photos.length === 0,
    weightNotOnPhoto: photos.length > 0 && !photos.some(({ showsWeight }) => showsWeight),
    noEnglishName: draft.name.en === "",
    fewPhotos: photos.length > 0 && photos.length < ENOUGH_PHOTOS,
  };
  return LISTING_WARNINGS.filter((warning) => applies[warning]);
}
