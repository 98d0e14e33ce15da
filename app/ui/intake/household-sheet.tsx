import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Locale } from "~/kernel/text";
import { Signature } from "~/ui/intake/signature-pad";
import { Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";
import type { HouseholdData } from "~/workflows/gather-household-data";

interface SheetProps {
  readonly data: HouseholdData;
  readonly code: string;
  readonly locale: Locale;
  readonly now: Date;
  readonly most: number;
}

/** What the cooperative holds about one household, to read and to print. */
export function HouseholdSheet({ data, code, locale, now, most }: SheetProps) {
  const words = useTranslations("household.data.sheet");
  return (
    <article className="mt-8 rounded-card border border-line bg-card px-4 pt-4 pb-6 md:px-6 print:mt-0 print:border-0 print:p-0">
      <h2 className="text-20 text-balance">
        {words("title", { cooperative: data.cooperative[locale] ?? "", code })}
      </h2>
      <p className="text-13 text-ink-3">
        {words.rich("made", { at: () => <Moment key="at" at={now} /> })}
        {data.cutOff.length > 0 && ` ${words("cutOff", { count: most })}`}
      </p>
      <Person data={data} />
      <Part title={words("plots")}>
        {data.plots.map((plot) => (
          <Line key={`${plot.place}${plot.since}`} end={words("mu", { area: plot.area / 100 })}>
            {plot.place}
          </Line>
        ))}
      </Part>
      <Part title={words("slips")}>
        {data.slips.map((slip) => (
          <Slip key={slip.number} slip={slip} locale={locale} />
        ))}
      </Part>
      <Part title={words("records")}>
        {data.records.map((record) => (
          <Treatment key={JSON.stringify(record)} record={record} locale={locale} />
        ))}
      </Part>
      <Log data={data} />
    </article>
  );
}

function Person({ data }: { data: HouseholdData }) {
  const words = useTranslations("household.data.sheet");
  const trade = useTranslations("intake.households");
  return (
    <div className="mt-4">
      <Facts
        rows={[
          [words("name"), data.name || words("none"), "name"],
          [
            words("phone"),
            <span key="phone" className="figures">
              {data.phone ?? words("none")}
            </span>,
            "phone",
          ],
          [words("member"), trade(data.member ? "member" : "other"), "member"],
          [words("since"), <Moment key="since" at={new Date(data.since)} shape="day" />, "since"],
        ]}
      />
    </div>
  );
}

function Slip({ slip, locale }: { slip: HouseholdData["slips"][number]; locale: Locale }) {
  const state = useTranslations("intake.slip.state");
  return (
    <li className="break-inside-avoid py-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <span className="figures font-semibold">{slip.number}</span> {slip.product[locale]} {slip.variety}
        </span>
        <Money fen={BigInt(slip.amountFen)} className="font-semibold" />
      </p>
      <p className="flex flex-wrap gap-x-4 text-13 text-ink-2">
        <Weight grams={BigInt(slip.netGrams)} />
        <span>{state(slip.state as "draft")}</span>
        <Moment at={new Date(slip.at)} shape="day" />
      </p>
      {slip.signature && (
        <div className="max-w-40">
          <Signature path={slip.signature} />
        </div>
      )}
    </li>
  );
}

function Treatment({ record, locale }: { record: HouseholdData["records"][number]; locale: Locale }) {
  const words = useTranslations("intake.records");
  return (
    <Line end={<Moment at={record.doneOn} shape="day" />}>
      {words(`kinds.${record.kind as "sow"}`)} {record.input}
      <span className="block text-13 text-ink-2">
        {[record.product[locale], record.plot, record.dose, record.source, record.note]
          .filter(Boolean)
          .join(" · ")}
        {record.struckReason !== null && ` · ${words("struck", { reason: record.struckReason })}`}
      </span>
    </Line>
  );
}

/** Who did what about it: capacities and purposes, never the names of staff. */
function Log({ data }: { data: HouseholdData }) {
  const words = useTranslations("household.data.sheet");
  const acts = useTranslations("audit.acts") as ReturnType<typeof useTranslations<never>>;
  const roles = useTranslations("team.roles");
  const purposes = useTranslations("reveals.purposes");
  return (
    <Part title={words("log")}>
      {data.log.map(({ at, act, subject, role, purpose }) => (
        <Line key={`${at}${act}${subject}`} end={<Moment at={new Date(at)} shape="day" />}>
          {role && purpose
            ? words("looked", {
                role: roles(role as "coopStaff"),
                purpose: purposes(purpose as "harvest"),
              })
            : acts.has(act as never)
              ? acts(act as never)
              : act}{" "}
          <span className="figures text-13 text-ink-3">{subject.split(" ")[1]}</span>
        </Line>
      ))}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: readonly ReactNode[] }) {
  const words = useTranslations("household.data.sheet");
  return (
    <Section title={title} className="mt-6!">
      {children.length === 0 ? (
        <p className="text-15 text-ink-3">{words("none")}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line text-15">{children}</ul>
      )}
    </Section>
  );
}

function Line({ children, end }: { children: ReactNode; end: ReactNode }) {
  return (
    <li className="flex break-inside-avoid items-baseline justify-between gap-4 py-2">
      <span className="min-w-0 wrap-anywhere">{children}</span>
      <span className="shrink-0 text-13 text-ink-3">{end}</span>
    </li>
  );
}
