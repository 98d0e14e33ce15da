import { useTranslations } from "use-intl";
import type { DeskLeadPage } from "~/modules/wholesale/index.server";
import { Moment } from "~/ui/primitives/moment";

/** Everything that happened to a request, with who did it; the buyer sees the marked part only. */
export function LeadHistory({ events }: { events: DeskLeadPage["events"] }) {
  const words = useTranslations("desk.lead");
  return (
    <ol className="divide-y divide-line border-y border-line text-15">
      {events.map((event) => (
        <li key={`${event.kind}${event.at.toISOString()}`} className="py-2">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span>
              {words(`event.${event.kind}`)}
              {event.by && <span className="text-ink-2"> · {event.by}</span>}
            </span>
            <span className="text-13 text-ink-3">
              <Moment at={event.at} />
            </span>
          </p>
          {event.body && <p className="mt-1 text-ink-2 whitespace-pre-line">{event.body}</p>}
          {event.kind === "answered" && event.shown && (
            <p className="text-13 text-field">{words("seenByBuyer")}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
