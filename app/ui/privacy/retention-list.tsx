import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import {
  KEPT_FOR_GOOD,
  KEPT_WHILE,
  type KeptForGood,
  type KeptWhile,
  RETENTION,
  RETENTION_KEYS,
  type RetentionRule,
} from "~/modules/identity/retention";
import { Section } from "~/ui/primitives/layout";

/** What is cleared when, drawn from the list by which it is cleared. */
export function RetentionList() {
  const words = useTranslations("privacy.rules");
  return (
    <Section title={words("listTitle")}>
      <ul className="divide-y divide-line border-y border-line">
        {RETENTION_KEYS.map((key) => (
          <Row
            key={key}
            what={words(`items.${key}.what`)}
            why={words(`items.${key}.why`)}
            source={words(`sources.${RETENTION[key].source}`)}
          >
            <HowLong rule={RETENTION[key]} since={words(`items.${key}.since`)} />
          </Row>
        ))}
      </ul>
    </Section>
  );
}

function HowLong({ rule, since }: { rule: RetentionRule; since: string }) {
  const words = useTranslations("privacy.rules");
  const { kept, becomes } = rule;
  return (
    <p className="md:text-right">
      <span className="text-13 text-ink-3">{since}</span>{" "}
      <span className="figures text-17 font-semibold whitespace-nowrap">
        {"days" in kept ? words("days", { count: kept.days }) : words("years", { count: kept.years })}
      </span>
      <span className="block text-13 text-ink-2">{words(becomes)}</span>
    </p>
  );
}

/** What goes when something else ends. */
export function KeptWhileList() {
  const words = useTranslations("privacy.rules");
  return (
    <Section title={words("whileTitle")}>
      <ul className="divide-y divide-line border-y border-line">
        {(Object.keys(KEPT_WHILE) as KeptWhile[]).map((key) => (
          <Row
            key={key}
            what={words(`whiles.${key}.what`)}
            why={words(`whiles.${key}.why`)}
            source={words(`sources.${KEPT_WHILE[key].source}`)}
          >
            <p className="text-15 text-pretty md:text-right">{words(`whiles.${key}.until`)}</p>
          </Row>
        ))}
      </ul>
    </Section>
  );
}

/** What stays, and why it may. */
export function KeptList() {
  const words = useTranslations("privacy.rules");
  return (
    <Section title={words("keptTitle")}>
      <p className="mb-3 text-15 text-ink-2">{words("keptLead")}</p>
      <ul className="divide-y divide-line border-y border-line">
        {(Object.keys(KEPT_FOR_GOOD) as KeptForGood[]).map((key) => (
          <Row
            key={key}
            what={words(`kept.${key}.what`)}
            why={words(`kept.${key}.why`)}
            source={words(`sources.${KEPT_FOR_GOOD[key].source}`)}
          />
        ))}
      </ul>
    </Section>
  );
}

interface RowProps {
  readonly what: string;
  readonly why: string;
  readonly source: string;
  readonly children?: ReactNode;
}

function Row({ what, why, source, children }: RowProps) {
  return (
    <li className="grid gap-x-8 gap-y-1 py-3 md:grid-cols-[1fr_16rem]">
      <div className="min-w-0">
        <h3 className="text-17 font-semibold">{what}</h3>
        <p className="text-15 text-pretty text-ink-2">{why}</p>
        <p className="text-13 text-ink-3">{source}</p>
      </div>
      {children}
    </li>
  );
}
