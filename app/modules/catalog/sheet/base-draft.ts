import type { ListingDraft } from "../listing/draft";

/** A listing as far as it is worked on here: what it says, and what it is to say. */
export interface WorkedListing {
  readonly draft: ListingDraft;
  readonly revision: { readonly draft: ListingDraft } | null;
}

/** What is being worked on: the version to come where there is one, at the prices of today. */
export function baseDraft({ draft, revision }: WorkedListing): ListingDraft {
  if (!revision) return draft;
  const today = new Map(draft.packs.map(({ skuId, priceFen }) => [skuId, priceFen]));
  const packs = revision.draft.packs.map((pack) => ({
    ...pack,
    priceFen: (pack.skuId === null ? undefined : today.get(pack.skuId)) ?? pack.priceFen,
  }));
  return { ...revision.draft, packs };
}
