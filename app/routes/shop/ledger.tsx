import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { shanghaiMonth } from "~/kernel/clock";
import {
  groupByDay,
  ledgerCorrections,
  ledgerHead,
  ledgerLines,
  ledgerMonths,
  ledgerPageOfLine,
} from "~/modules/alliance/index.server";
import { LedgerBook } from "~/ui/illustrations/ledger-book";
import { Corrections } from "~/ui/ledger/corrections";
import { DayList } from "~/ui/ledger/day-list";
import { MonthFigures } from "~/ui/ledger/month-figures";
import { MonthPicker } from "~/ui/ledger/month-picker";
import { SealFacts } from "~/ui/ledger/seal-facts";
import { TakeAway } from "~/ui/ledger/take-away";
import { VerifyPanel } from "~/ui/ledger/verify-panel";
import { YearChart } from "~/ui/ledger/year-chart";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { Empty } from "~/ui/primitives/notice";
import { PageLinks } from "~/ui/primitives/page-links";

const LINES_ON_A_PAGE = 30;
/** Sales add lines all day; a reader may see them this much later. */
const SECONDS_KEPT = 10;
const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

export const loader = open("ledger.public.read", async ({ portal, params, url, locale, now, terms }) => {
  const latest = shanghaiMonth(now);
  const asked = url.searchParams.get("month") ?? latest;
  const month = MONTH.test(asked) && asked <= latest ? asked : latest;
  const head = await ledgerHead(portal.db, { slug: params.slug ?? "", month, locale });
  if (!head) throw notFound();
  const scope = { villageId: head.villageId, bookId: head.bookId, month };
  const line = url.searchParams.get("line") ?? "";
  const after =
    url.searchParams.get("after") ??
    (await ledgerPageOfLine(portal.db, { ...scope, ref: line, limit: LINES_ON_A_PAGE }));
  const [months, page, corrections] = await Promise.all([
    ledgerMonths(portal.db, scope),
    ledgerLines(portal.db, { ...scope, locale, after, limit: LINES_ON_A_PAGE }),
    ledgerCorrections(portal.db, scope),
  ]);
  terms.keep([`village:${head.villageId}`], SECONDS_KEPT);
  const lines = page.lines.map((line) => ({
    ...line,
    province: portal.regions.regionByCode(line.provinceCode)?.name[locale] ?? "",
  }));
  const title = pageWords(locale, "ledger")("title", { village: head.villageName });
  return {
    head,
    month,
    latest,
    months,
    days: groupByDay(lines),
    next: page.next,
    later: after !== undefined,
    line,
    corrections,
    title,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function PublicLedger() {
  const { head, month, latest, months, days, next, later, line, corrections } =
    useLoaderData<typeof loader>();
  const words = useTranslations("ledger");
  const shown = months.at(-1);
  return (
    <div className="page pt-6 md:pt-10">
      <Link
        to={`/villages/${head.villageSlug}`}
        className="text-15 text-field underline-offset-4 hover:underline"
      >
        {head.villageName}
      </Link>
      <h1 className="mt-1 text-26 md:text-34">{words("title", { village: head.villageName })}</h1>
      <p className="mt-1 text-15 text-ink-3">
        {words.rich("collective", {
          collective: head.collectiveName,
          code: head.bookCode,
          book: (said) => <span className="whitespace-nowrap">{said}</span>,
        })}
      </p>
      <p className="mt-2 max-w-reading text-ink-2">{words("lead")}</p>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-3">
        <MonthPicker month={month} latest={latest} />
        <TakeAway slug={head.villageSlug} month={month} sealed={head.seal !== null} />
      </div>
      <div className="mt-4">{shown && <MonthFigures month={shown} />}</div>
      <div className="gap-10 md:grid md:grid-cols-[1fr_20rem]">
        <div className="min-w-0">
          <Section title={words("lines.title")}>
            {days.length === 0 ? <NoLines slug={head.villageSlug} /> : <DayList days={days} open={line} />}
            <PageLinks
              back={later && { to: `?month=${month}`, says: words("lines.first") }}
              next={next && { to: `?month=${month}&after=${next}`, says: words("lines.next") }}
            />
          </Section>
          <Corrections corrections={corrections} />
        </div>
        <aside className="mt-8 flex flex-col gap-4 md:mt-12">
          <SealFacts head={head} />
          {head.seal && (
            <div id="verify" className="scroll-mt-28">
              <VerifyPanel
                vouchersAddress={`/villages/${head.villageSlug}/ledger/vouchers.json`}
                seal={head.seal}
              />
            </div>
          )}
          <section className="rounded-card border border-line bg-card p-4">
            <h2 className="mb-3 text-17">{words("chart.title")}</h2>
            <YearChart months={months} />
          </section>
        </aside>
      </div>
    </div>
  );
}

function NoLines({ slug }: { slug: string }) {
  const words = useTranslations("ledger.lines");
  const shop = useTranslations("shop.village");
  return (
    <Empty
      scene={<LedgerBook />}
      title={words("none")}
      action={<ButtonLink to={`/villages/${slug}`}>{shop("sells")}</ButtonLink>}
    >
      {words("noneHint")}
    </Empty>
  );
}
