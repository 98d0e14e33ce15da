import type { LocalizedText } from "~/kernel/text";
import { searchText } from "../search.server";
import { storedAttributes } from "./attributes";
import type { ListingDraft, Localize } from "./draft";

interface Writing {
  /** in Chinese: where the goods grow and who sells them, and the category */
  readonly places: readonly string[];
  readonly localize: Localize;
  readonly now: Date;
}

/** What a listing's row holds beside its keys, as its draft says it: texts in all languages, and what it is found by. */
export function columnsOf(draft: ListingDraft, { places, localize, now }: Writing) {
  const [name, sentence, story] = [draft.name, draft.sentence, draft.story].map(localize) as [
    LocalizedText,
    LocalizedText,
    LocalizedText,
  ];
  return {
    name,
    sentence,
    story,
    categoryId: draft.categoryId,
    freightTemplateId: draft.freightTemplateId,
    sharePlanId: draft.sharePlanId,
    seasonMonths: [...draft.seasonMonths],
    freshness: draft.freshness,
    claimWindowHours: draft.claimWindowHours,
    template: draft.template,
    attributes: storedAttributes(draft.attributes, localize),
    aliases: [...draft.aliases],
    searchText: searchText({
      name: draft.name.zh,
      aliases: [...draft.aliases, name.en],
      places: [...places],
      texts: [draft.sentence.zh, draft.story.zh, sentence.en],
    }),
    updatedAt: now,
  };
}
