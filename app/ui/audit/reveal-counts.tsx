import { useTranslations } from "use-intl";
import type { RevealCount } from "~/modules/identity/index.server";
import { Section } from "~/ui/primitives/layout";

/** For whoever answers for a desk: who looked behind masks how often. */
export function RevealCounts({ counts, days }: { counts: readonly RevealCount[]; days: number }) {
  const words = useTranslations("reveals.count");
  return (
    <Section title={words("title")}>
      {counts.length === 0 ? (
        <p className="text-15 text-ink-3">{words("none", { days })}</p>
      ) : (
        <>
          <p className="text-15 text-ink-2">{words("lead")}</p>
          <table className="mt-2 w-full max-w-lg text-15">
            <thead className="text-13 text-ink-3">
              <tr>
                <th className="py-1 text-left font-normal">{words("who")}</th>
                <th className="py-1 text-right font-normal">{words("today")}</th>
                <th className="py-1 text-right font-normal">{words("month", { days })}</th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line border-y border-line">
              {counts.map((count) => (
                <tr key={count.userId}>
                  <th scope="row" className="py-2 text-left font-semibold">
                    {count.name}
                  </th>
                  <td className="figures py-2 text-right">{count.today}</td>
                  <td className="figures py-2 text-right">{count.month}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Section>
  );
}
