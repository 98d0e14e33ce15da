import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { type ForecastRow, forecastList } from "~/modules/intake/index.server";
import { ArrowIcon } from "~/ui/frame/icons";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { IntakeTabs } from "~/ui/intake/intake-tabs";
import { pageWords } from "~/ui/messages/page-words.server";
import { Moment } from "~/ui/primitives/moment";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { Weight } from "~/ui/primitives/weight";
import { cooperativeBySlug } from "./cooperative-of.server";

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => {
  const { portal, params, locale, organisationId } = visit;
  return {
    rows: await forecastList(portal.db, { cooperativeId: organisationId, locale }),
    desk: params.slug ?? "",
    title: pageWords(locale, "forecast", "desk")("title"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Forecasts() {
  const { rows, desk } = useLoaderData<typeof loader>();
  const words = useTranslations("forecast");
  return (
    <div className="page pt-5 md:pt-8">
      <IntakeTabs desk={desk} />
      <PageHead title={words("title")} lead={words("lead")} />
      {rows.length === 0 ? (
        <Empty scene={<NothingFound />} title={words("none")}>
          {words("noneHint")}
        </Empty>
      ) : (
        <ul className="mt-4 max-w-2xl divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
          {rows.map((row) => (
            <li key={row.productId}>
              <Link
                to={`/coop/${desk}/forecasts/${row.productId}`}
                prefetch="intent"
                className="flex min-h-18 items-center gap-3 px-4 py-3 hover:bg-paper"
              >
                <Crop row={row} />
                <ArrowIcon className="size-5 shrink-0 text-ink-3" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Crop({ row }: { row: ForecastRow }) {
  const words = useTranslations("forecast");
  const { forecast, season, estimatedOn } = row;
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="block text-17">{row.productName}</span>
        {season !== null && (
          <span className="block text-13 text-ink-3">
            <span className="whitespace-nowrap">{words("season", { season })}</span>
            {estimatedOn && (
              <>
                {" · "}
                <span className="whitespace-nowrap">
                  {words.rich("estimatedOn", { on: () => <Moment at={estimatedOn} shape="date" /> })}
                </span>
              </>
            )}
          </span>
        )}
      </span>
      {forecast ? (
        <span className="text-right">
          <Weight grams={forecast.grams} unit="kilogram" className="text-20 font-semibold" />
          <span className="block text-13 text-ink-3">{words("expected")}</span>
        </span>
      ) : (
        <span className="text-15 text-ink-3">{words("begin")}</span>
      )}
    </>
  );
}
