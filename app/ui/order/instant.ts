import { useFormats } from "~/ui/messages/formats";

const MINUTE = {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;

/** Says an instant inside a sentence, as the `Moment` beside a fact shows it. */
export function useInstant(): (at: Date) => string {
  const format = useFormats();
  return (at) => format.dateTime(at, MINUTE);
}
