import { useTranslations } from "use-intl";
import type { PastListingEvent } from "~/modules/catalog/index.server";
import type { ReviewReason } from "~/modules/catalog/listing/review";
import { Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";

/** What became of a listing, latest first: who, when, why. */
export function ListingHistory({ events }: { events: readonly PastListingEvent[] }) {
  const words = useTranslations("listings.history");
  if (events.length === 0) return null;
  return (
    <Section title={words("title")}>
      <ol className="divide-y divide-line">
        {events.map((event) => (
          <li key={`${event.at.getTime()} ${event.move}`} className="py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-15">
              <span className="font-semibold">
                {words(event.move)}
                {event.revisionId && words("version")}
              </span>
              <span className="text-13 text-ink-3">
                {event.byName ?? words("bySystem")} <Moment at={event.at} />
              </span>
            </p>
            {event.move === "askChanges" && <Reasons of={event} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Why changes were asked for, in the list's words and the reviewer's. */
export function Reasons({ of }: { of: PastListingEvent }) {
  const words = useTranslations("listings.reason");
  return (
    <div className="mt-1 text-15 text-ink-2">
      <ul className="list-disc pl-5">
        {of.reasons.map((reason) => (
          <li key={reason}>{words(reason as ReviewReason)}</li>
        ))}
      </ul>
      {of.note && <p className="mt-1 whitespace-pre-line">{of.note}</p>}
    </div>
  );
}
