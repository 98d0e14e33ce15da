import { useFormats } from "~/ui/messages/formats";

type Shape = "day" | "date" | "minute" | "month";

const OPTIONS = {
  day: { year: "numeric", month: "short", day: "numeric" },
  /** A day near now, whose year goes without saying. */
  date: { month: "short", day: "numeric" },
  minute: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  month: { year: "numeric", month: "long" },
} as const;

/** A moment, always in the business's time zone. Accepts an instant or a calendar day (YYYY-MM-DD). */
export function Moment({ at, shape = "minute" }: { at: Date | string; shape?: Shape }) {
  const format = useFormats();
  const instant = typeof at === "string" ? new Date(`${at}T12:00:00+08:00`) : at;
  return <time dateTime={instant.toISOString()}>{format.dateTime(instant, OPTIONS[shape])}</time>;
}
