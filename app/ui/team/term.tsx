import { useTranslations } from "use-intl";
import { addMs } from "~/kernel/clock";
import { Moment } from "~/ui/primitives/moment";

/** From which day until which day, both included. */
export function Term({ from, until }: { from: Date; until: Date | null }) {
  const words = useTranslations("team");
  const begins = () => <Moment at={from} shape="day" />;
  if (!until) return words.rich("since", { from: begins });
  return words.rich("between", { from: begins, until: () => <Moment at={addMs(until, -1)} shape="day" /> });
}
