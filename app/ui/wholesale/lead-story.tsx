import { useTranslations } from "use-intl";
import type { BuyerLead } from "~/modules/wholesale/index.server";
import { classes } from "~/ui/primitives/classes";
import { Moment } from "~/ui/primitives/moment";

interface LeadStoryProps {
  readonly events: BuyerLead["events"];
  readonly cooperative: string;
}

/** What the buyer may know of a request's way, the newest last; answers stand in full. */
export function LeadStory({ events, cooperative }: LeadStoryProps) {
  const words = useTranslations("wholesale.follow");
  return (
    <ol className="ml-1.5 border-l-2 border-line">
      {events.map((event) => {
        const answered = event.kind === "answered";
        return (
          <li key={event.at.toISOString()} className="relative pb-5 pl-5 last:pb-0">
            <span
              aria-hidden
              className={classes(
                "absolute -left-[0.4375rem] top-1.5 size-3 rounded-full border-2 border-paper",
                answered ? "bg-field" : "bg-ink-3",
              )}
            />
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-semibold">
                {answered ? words("answered", { cooperative }) : words("submitted")}
              </span>
              <span className="text-13 text-ink-3">
                <Moment at={event.at} />
              </span>
            </p>
            {event.body && (
              <p className="mt-2 rounded-card border border-line bg-card px-4 py-3 whitespace-pre-line">
                {event.body}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
