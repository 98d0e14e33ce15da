import { useTranslations } from "use-intl";
import type { LedgerCorrection } from "~/modules/alliance/public-ledger";
import { Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";

/** What was taken back this month, each with a way to the line it corrects. */
export function Corrections({ corrections }: { corrections: readonly LedgerCorrection[] }) {
  const words = useTranslations("ledger.corrections");
  return (
    <Section title={words("title")}>
      <p className="mb-3 text-15 text-ink-2">{words("lead")}</p>
      {corrections.length === 0 ? (
        <p className="text-15 text-ink-3">{words("none")}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {corrections.map((correction) => (
            <li
              key={`${correction.at.toISOString()}${correction.corrects.refs.join()}${correction.kind}`}
              className="flex items-baseline justify-between gap-4 py-3 text-15"
            >
              <span>
                {words(correction.kind)}
                <span className="block text-13 text-ink-3">
                  <Moment at={correction.at} /> ·{" "}
                  {words.rich("corrects", {
                    month: () => <Moment at={`${correction.corrects.month}-01`} shape="month" />,
                  })}{" "}
                  {correction.corrects.refs.map((ref) => (
                    <a
                      key={ref}
                      href={`?month=${correction.corrects.month}&line=${ref}#line-${ref}`}
                      className="figures mr-2 text-indigo underline underline-offset-4"
                    >
                      {ref}
                    </a>
                  ))}
                </span>
              </span>
              <Money fen={-correction.fen} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
