import { useFormatter } from "use-intl";

const MINUTE = {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;

/** Says an instant inside a sentence, as the `Moment` beside a fact shows it. */
export function useInstant(): (at: Date) => string {
  const format = useFormatter();
  return (at) => format.dateTime(at, MINUTE);
}
