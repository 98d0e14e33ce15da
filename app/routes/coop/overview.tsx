import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, staff } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { periodQuery, readPeriod } from "~/kernel/period";
import { salesFigures } from "~/modules/ordering/index.server";
import { NoOrders } from "~/ui/illustrations/no-orders";
import { pageWords } from "~/ui/messages/page-words.server";
import { MoneyDueCards } from "~/ui/overview/money-due";
import { PeriodPicker } from "~/ui/overview/period-picker";
import { SalesCharts } from "~/ui/overview/sales-charts";
import { SalesTotals } from "~/ui/overview/sales-figures";
import { Section } from "~/ui/primitives/layout";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { viewCooperativeMoney } from "~/workflows/view-cooperative-money";
import { cooperativeBySlug, cooperativeOf } from "./cooperative-of.server";

export const loader = staff("coop.overview.read", cooperativeBySlug, async (visit) => {
  const { portal, url, locale, now, organisationId } = visit;
  const cooperative = await cooperativeOf(visit);
  if (!cooperative) throw notFound();
  const today = shanghaiDay(now);
  const period = readPeriod(url.searchParams, today);
  const [figures, money] = await Promise.all([
    salesFigures(portal.db, { scope: { of: "cooperative", id: organisationId }, period }),
    viewCooperativeMoney(portal.db, { cooperativeId: organisationId, bookId: cooperative.bookId }),
  ]);
  const title = pageWords(locale, "overview", "desk")("title");
  return { desk: cooperative.slug, today, period, figures, money, title };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Overview() {
  const { desk, today, period, figures, money } = useLoaderData<typeof loader>();
  const words = useTranslations("overview");
  const { total } = figures;
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead title={words("title")} />
      <div className="mt-3">
        <PeriodPicker period={period} today={today} />
      </div>
      <Section
        title={words("sales")}
        className="mt-6! md:mt-8!"
        more={
          <a
            href={`/coop/${desk}/overview.csv?${periodQuery(period)}`}
            className="inline-flex min-h-11 items-center text-indigo underline-offset-4 hover:underline"
          >
            {words("csv")}
          </a>
        }
      >
        {total.orders === 0 && total.refundedFen === 0n ? (
          <Empty scene={<NoOrders />} title={words("none")}>
            {words("noneText")}
          </Empty>
        ) : (
          <>
            <SalesTotals period={period} figures={figures} refunds />
            <div className="mt-5">
              <SalesCharts period={period} figures={figures} refunds />
            </div>
          </>
        )}
      </Section>
      <Section title={words("money.title")}>
        <p className="-mt-2 mb-3 max-w-reading text-15 text-ink-2">{words("money.lead")}</p>
        <MoneyDueCards money={money} />
      </Section>
    </div>
  );
}
