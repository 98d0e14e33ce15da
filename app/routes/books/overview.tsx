import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, staff } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { periodQuery, readPeriod } from "~/kernel/period";
import { DeskHead } from "~/ui/desk/desk-head";
import { pageWords } from "~/ui/messages/page-words.server";
import { PeriodPicker } from "~/ui/overview/period-picker";
import { SalesSection } from "~/ui/overview/sales-section";
import { SharesSection } from "~/ui/overview/shares-section";
import { CsvLink } from "~/ui/primitives/csv-link";
import { Section } from "~/ui/primitives/layout";
import { PageHead } from "~/ui/primitives/page-head";
import { viewVillageFigures } from "~/workflows/view-village-figures";
import { villageBySlug, villageOf } from "./village-of.server";

export const loader = staff("village.overview.read", villageBySlug, async (visit) => {
  const { portal, url, locale, now } = visit;
  const village = await villageOf(visit);
  if (!village) throw notFound();
  const today = shanghaiDay(now);
  const period = readPeriod(url.searchParams, today);
  return {
    slug: village.slug,
    name: village.collectiveName,
    today,
    period,
    figures: await viewVillageFigures(portal.db, { ...village, period }),
    title: pageWords(locale, "overview", "desk")("village.title", { name: village.name }),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** What a village's goods brought and what its collective has of it, for those who answer for either. */
export default function VillageOverview() {
  const { slug, name, title, today, period, figures } = useLoaderData<typeof loader>();
  const words = useTranslations("overview");
  const csv = `/books/${slug}/overview.csv`;
  const days = periodQuery(period);
  return (
    <>
      <DeskHead name={name} />
      <div className="page pt-5 pb-16 md:pt-8">
        <PageHead title={title} />
        <div className="mt-3">
          <PeriodPicker period={period} today={today} />
        </div>
        <Section
          title={words("village.sales")}
          className="mt-6! md:mt-8!"
          more={<CsvLink href={`${csv}?${days}`}>{words("csv")}</CsvLink>}
        >
          <SalesSection
            period={period}
            figures={figures.sales}
            refunds={false}
            none={words("village.noneText")}
          />
        </Section>
        <Section title={words("village.shares")}>
          <p className="-mt-2 max-w-reading text-15 text-ink-2">{words("village.sharesText")}</p>
          <p className="mb-3 flex flex-wrap gap-x-6 text-15">
            <CsvLink href={`${csv}?of=shares&${days}`}>{words("village.csvShares")}</CsvLink>
            <CsvLink href={`${csv}?of=due`}>{words("village.csvDue")}</CsvLink>
            <CsvLink href={`/villages/${slug}/ledger`}>{words("village.ledger")}</CsvLink>
          </p>
          <SharesSection period={period} figures={figures} />
        </Section>
      </div>
    </>
  );
}
