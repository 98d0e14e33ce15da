import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PastListingEvent, ProductState } from "~/modules/catalog/index.server";
import type { ReviewedPart } from "~/modules/catalog/listing/draft";
import { Button, type ButtonKind } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { Reasons } from "./listing-history";

interface ListingStandingProps {
  readonly state: ProductState;
  readonly revision: {
    readonly state: "editing" | "inReview";
    readonly parts: readonly ReviewedPart[];
  } | null;
  readonly events: readonly PastListingEvent[];
  readonly mayEdit: boolean;
}

/** Where a listing stands, what was said about it, and the next thing to do. */
export function ListingStanding({ state, revision, events, mayEdit }: ListingStandingProps) {
  const words = useTranslations("listings");
  const submitted = events.find(({ move }) => move === "submit");
  const [last] = events;
  const waits = state === "inReview" || revision?.state === "inReview";
  const isVersion = revision !== null;
  const canSubmit = mayEdit && !waits && (state === "draft" || isVersion);
  return (
    <>
      {last?.move === "askChanges" && !waits && (
        <Notice tone="wait" title={words("asked")}>
          <Reasons of={last} />
          <p className="mt-2">{words("changeWaits")}</p>
        </Notice>
      )}
      {waits && (
        <Notice tone="wait" title={words(isVersion ? "versionWaiting" : "waiting")}>
          {isVersion
            ? words("versionWaitingText")
            : words.rich("waitingText", { at: () => submitted && <Moment at={submitted.at} /> })}
        </Notice>
      )}
      {revision?.state === "editing" && (
        <Notice title={words("versionOpen")}>
          {words("versionOpenText", {
            parts: revision.parts.map((part) => words(`part.${part}`)).join(words("partsJoin")),
          })}
        </Notice>
      )}
      {state === "archived" && <Notice>{words("archivedText")}</Notice>}
      {!mayEdit && state !== "archived" && <Notice>{words("readonlyText")}</Notice>}
      {canSubmit && (
        <div>
          <Intent intent="submit" kind="primary">
            {words(isVersion ? "submitVersion" : "submit")}
          </Intent>
          <p className="mt-1 text-13 text-ink-3">{words("submitHint")}</p>
        </div>
      )}
      {mayEdit && (
        <div className="grid grid-cols-1 gap-2 empty:hidden sm:grid-cols-2">
          {waits && <Intent intent="withdraw">{words("withdraw")}</Intent>}
          {revision?.state === "editing" && <Intent intent="discard">{words("discard")}</Intent>}
        </div>
      )}
    </>
  );
}

/** One tap that changes where the listing stands, or makes another after it. */
export function Intent({ intent, kind, children }: { intent: string; kind?: ButtonKind; children: string }) {
  const navigation = useNavigation();
  return (
    <Form method="post">
      <Button
        name="intent"
        value={intent}
        wide
        {...(kind ? { kind, size: "large" as const } : {})}
        disabled={navigation.state !== "idle"}
      >
        {children}
      </Button>
    </Form>
  );
}
