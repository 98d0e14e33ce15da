import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Locale } from "~/kernel/text";
import { RECORDED_ACTS, SUBJECT_KINDS } from "~/modules/identity/audit-words";
import { ROLES } from "~/modules/identity/duties";
import { wordsFor } from "~/ui/audit/words-for";
import { StateMark } from "~/ui/order/state-mark";
import { Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";
import type { OwnData } from "~/workflows/gather-own-data";
import { Looks } from "./looks";

interface SheetProps {
  readonly data: OwnData;
  readonly locale: Locale;
}

/** What the portal holds about one person, kind by kind. */
export function OwnDataSheet({ data, locale }: SheetProps) {
  const words = useTranslations("privacy.mine.data");
  const roles = useTranslations("team.roles");
  const audit = useTranslations("audit");
  const nameOfRole = wordsFor(ROLES, (role) => roles(role));
  const consent = wordsFor(WITHDRAWABLE, (code) => audit(`values.${code}`));
  const { account } = data;
  return (
    <>
      <Section title={words("kinds.account")}>
        <Facts
          rows={[
            [words("name"), account.displayName, "name"],
            [
              words("phone"),
              <span key="phone" className="figures">
                {account.phone ?? words("none")}
              </span>,
              "phone",
            ],
            [words("since"), <At key="since" at={account.createdAt} />, "since"],
          ]}
        />
      </Section>
      <Kind
        title={words("kinds.sessions")}
        rows={data.sessions.map((session) => [session.device, session.createdAt])}
      />
      <Kind
        title={words("kinds.grants")}
        rows={data.grants.map((grant) => [
          `${nameOfRole(grant.role)} ${grant.organisation?.[locale] ?? ""}`,
          grant.validFrom,
        ])}
      />
      <Section title={words("kinds.orders")}>
        <Rows>
          {data.orders.map((order) => (
            <Order key={order.id} order={order} locale={locale} />
          ))}
        </Rows>
      </Section>
      <Kind
        title={words("kinds.carts")}
        rows={data.carts.map((line) => [`${line.product[locale]} × ${line.packs}`, line.addedAt])}
      />
      <Kind title={words("kinds.visits")} rows={data.visits.map((visit) => [visit.link, visit.at])} />
      <Section title={words("kinds.leads")}>
        <Rows>
          {data.leads.map((lead) => (
            <li key={lead.number} className="py-2">
              <span className="figures font-semibold">{lead.number}</span> {lead.variety}{" "}
              <Weight grams={BigInt(lead.grams)} unit="tonne" />
              <span className="block text-13 text-ink-2">
                {lead.company} · {lead.contact} · {lead.phone} {lead.note}
              </span>
            </li>
          ))}
        </Rows>
      </Section>
      <Kind
        title={words("kinds.withdrawals")}
        rows={data.withdrawals.map((one) => [`${consent(one.consent)} ${one.version}`, one.at])}
      />
      <Looks
        looks={data.reveals.map(({ organisation, ...look }) => ({
          ...look,
          organisation: organisation?.[locale] ?? null,
        }))}
        more={0}
      />
      <Log data={data} />
    </>
  );
}

function Log({ data }: { data: OwnData }) {
  const words = useTranslations("privacy.mine.data");
  const audit = useTranslations("audit");
  const act = wordsFor(RECORDED_ACTS, (code) => audit(`acts.${code}`));
  const kind = wordsFor(SUBJECT_KINDS, (code) => audit(`subjects.${code}`));
  return (
    <Kind
      title={words("kinds.log")}
      rows={data.log.map((entry) => {
        const [subjectKind = "", id = ""] = entry.subject.split(" ");
        const thing = id.length === UUID_LENGTH ? kind(subjectKind) : `${kind(subjectKind)} ${id}`;
        return [`${act(entry.act)} · ${thing} · ${entry.bySelf ? words("by") : words("others")}`, entry.at];
      })}
    />
  );
}

/** Numbers that people read are shown; the names that the program gives to things are not. */
const UUID_LENGTH = 36;

/** The one consent of an order that can be taken back; its word stands with those of the log. */
const WITHDRAWABLE = ["shareWithSeller"] as const;

function Kind({ title, rows }: { title: string; rows: readonly (readonly [text: string, at: string])[] }) {
  return (
    <Section title={title}>
      <Rows>
        {rows.map(([text, at]) => (
          <li key={`${text}${at}`} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
            <span className="min-w-0 wrap-anywhere">{text}</span>
            <span className="text-13 text-ink-3">
              <At at={at} />
            </span>
          </li>
        ))}
      </Rows>
    </Section>
  );
}

/** A list, or the word for nothing: an empty kind is an answer too. */
function Rows({ children }: { children: readonly ReactNode[] }) {
  const words = useTranslations("privacy.mine.data");
  if (children.length === 0) return <p className="text-15 text-ink-3">{words("none")}</p>;
  return <ul className="divide-y divide-line border-y border-line text-15">{children}</ul>;
}

/** Years matter on a sheet that goes back years. */
function At({ at }: { at: string }) {
  return <Moment at={new Date(at)} shape="day" />;
}

function Order({ order, locale }: { order: OwnData["orders"][number]; locale: Locale }) {
  const words = useTranslations("privacy.mine.data");
  const claims = useTranslations("claims");
  const timeline = useTranslations("order.timeline");
  return (
    <li className="break-inside-avoid py-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <span className="figures font-semibold">{order.number}</span> {order.cooperative[locale]}
        </span>
        <Money fen={BigInt(order.totalFen)} className="font-semibold" />
      </p>
      <p className="text-13 text-ink-2">
        {order.lines
          .map((line) => `${line.name[locale]} ${line.skuName[locale]} × ${line.packs}`)
          .join(" · ")}
      </p>
      <p className="text-13 text-ink-2">
        {order.recipient} {order.phone} {order.region[locale]} {order.street} {order.note}
        {order.contactLockedAt && ` (${words("locked")})`}
      </p>
      {order.claims.map((claim) => (
        <p key={claim.at} className="text-13 text-ink-2">
          {claims(`reason.${claim.reason}`)} · {claims(`state.${claim.state}`)} ·{" "}
          <Money fen={BigInt(claim.givenFen ?? claim.askedFen)} /> {claim.words} {claim.answer}
        </p>
      ))}
      <p className="flex flex-wrap gap-x-3 text-13 text-ink-3">
        <StateMark state={order.state} />
        {order.events.map((event) => (
          <span key={`${event.kind}${event.at}`}>
            {timeline(event.kind as Parameters<typeof timeline>[0])} <At at={event.at} />
          </span>
        ))}
      </p>
    </li>
  );
}
