import { useTranslations } from "use-intl";
import type { ClaimState } from "~/modules/ordering/claim";
import type { ShownClaim } from "~/modules/ordering/index.server";
import { Moment } from "~/ui/primitives/moment";
import { Mark } from "~/ui/primitives/notice";
import { Weight } from "~/ui/primitives/weight";

const TONE: Readonly<Record<ClaimState, "plain" | "good" | "wait">> = {
  open: "wait",
  accepted: "good",
  declined: "plain",
  withdrawn: "plain",
};

/** What was claimed, when, and where the claim stands; the same for its buyer and for the desk. */
export function ClaimHead({ claim }: { claim: ShownClaim }) {
  const words = useTranslations("claims");
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span className="font-semibold">
          {claim.name} {claim.skuName}
        </span>
        <Mark tone={TONE[claim.state]}>{words(`state.${claim.state}`)}</Mark>
      </p>
      <p className="text-15 text-ink-2">
        {words(`reason.${claim.reason}`)}
        <span aria-hidden> · </span>
        <span className="whitespace-nowrap">
          {claim.affected.of === "packs" ? (
            words("affectedPacks", { count: claim.affected.packs })
          ) : (
            <Weight grams={claim.affected.grams} />
          )}
        </span>
        <span aria-hidden> · </span>
        <span className="text-13 text-ink-3">
          {words.rich("openedAt", { at: () => <Moment at={claim.openedAt} /> })}
        </span>
      </p>
    </>
  );
}

/** Somebody's words, as they were written. */
export function Said({ who, words }: { who: string; words: string }) {
  if (words === "") return null;
  return (
    <p className="mt-2 border-l-2 border-line pl-3 text-15 wrap-anywhere whitespace-pre-line">
      <span className="block text-13 text-ink-3">{who}</span>
      {words}
    </p>
  );
}
