import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, staff } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { periodQuery, readPeriod } from "~/kernel/period";
import { mayEnter } from "~/modules/identity/index.server";
import { claimFigures, salesFigures } from "~/modules/ordering/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { ClaimSection } from "~/ui/overview/claim-section";
import { MoneyDueCards } from "~/ui/overview/money-due";
import { PeriodPicker } from "~/ui/overview/period-picker";
import { SalesSection } from "~/ui/overview/sales-section";
import { StoreSection } from "~/ui/overview/store-section";
import { CsvLink } from "~/ui/primitives/csv-link";
import { Section } from "~/ui/primitives/layout";
import { PageHead } from "~/ui/primitives/page-head";
import { viewCooperativeMoney } from "~/workflows/view-cooperative-money";
import { viewStoreFigures } from "~/workflows/view-store-figures";
import { cooperativeBySlug, cooperativeOf } from "./cooperative-of.server";

export const loader = staff("coop.overview.read", cooperativeBySlug, async (visit) => {
  const { portal, viewer, url, locale, now, organisationId } = visit;
  const cooperative = await cooperativeOf(visit);
  if (!cooperative) throw notFound();
  const today = shanghaiDay(now);
  const period = readPeriod(url.searchParams, today);
  const [figures, claims, money, store] = await Promise.all([
    salesFigures(portal.db, { scope: { of: "cooperative", id: organisationId }, period }),
    claimFigures(portal.db, { cooperativeId: organisationId, period }),
    viewCooperativeMoney(portal.db, { cooperativeId: organisationId, bookId: cooperative.bookId }),
    viewStoreFigures(portal.db, { cooperativeId: organisationId, locale, today }),
  ]);
  return {
    desk: cooperative.slug,
    today,
    period,
    figures,
    claims,
    money,
    store,
    mayOpenStock: mayEnter(viewer, "coop.stock.read", { organisationId }),
    title: pageWords(locale, "overview", "desk")("title"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Sections side by side in importance: what was sold, what was claimed, what is owed, what lies in store. */
export default function Overview() {
  const { desk, today, period, figures, claims, money, store, mayOpenStock } = useLoaderData<typeof loader>();
  const words = useTranslations("overview");
  const claimWords = useTranslations("claims.figures");
  const csv = `/coop/${desk}/overview.csv`;
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead title={words("title")} />
      <div className="mt-3">
        <PeriodPicker period={period} today={today} />
      </div>
      <Section
        title={words("sales")}
        className="mt-6! md:mt-8!"
        more={<CsvLink href={`${csv}?${periodQuery(period)}`}>{words("csv")}</CsvLink>}
      >
        <SalesSection period={period} figures={figures} refunds none={words("noneText")} />
      </Section>
      <Section
        title={claimWords("title")}
        more={<CsvLink href={`${csv}?of=claims&${periodQuery(period)}`}>{words("csv")}</CsvLink>}
      >
        <ClaimSection period={period} figures={claims} />
      </Section>
      <Section title={words("money.title")}>
        <p className="-mt-2 mb-3 max-w-reading text-15 text-ink-2">{words("money.lead")}</p>
        <MoneyDueCards money={money} />
      </Section>
      <Section title={words("store.title")}>
        <p className="-mt-2 max-w-reading text-15 text-ink-2">{words("store.lead")}</p>
        <p className="mb-3 flex flex-wrap gap-x-6 text-15">
          <CsvLink href={`${csv}?of=lots`}>{words("store.csvLots")}</CsvLink>
          <CsvLink href={`${csv}?of=packs`}>{words("store.csvPacks")}</CsvLink>
        </p>
        <StoreSection store={store} at={mayOpenStock ? `/coop/${desk}/stock` : null} />
      </Section>
    </div>
  );
}
