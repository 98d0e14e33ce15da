import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { alertsOf, stockPage } from "~/modules/catalog/index.server";
import { LotRows, SkuRows, StockWarnings } from "~/ui/desk/stock/stock-rows";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { cooperativeBySlug } from "./cooperative-of.server";

export const loader = staff("coop.stock.read", cooperativeBySlug, async (visit) => {
  const { portal, params, locale, now, organisationId } = visit;
  const page = await stockPage(portal.db, {
    cooperativeId: organisationId,
    locale,
    today: shanghaiDay(now),
  });
  return {
    ...page,
    alerts: alertsOf(page),
    desk: params.slug ?? "",
    title: pageWords(locale, "stock", "desk")("title"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Stock() {
  const { skus, lots, alerts, desk } = useLoaderData<typeof loader>();
  const words = useTranslations("stock");
  const at = `/coop/${desk}/stock`;
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        title={words("title")}
        lead={words("lead")}
        actions={<ButtonLink to={`${at}/counts`}>{words("count.title")}</ButtonLink>}
      />
      <StockWarnings alerts={alerts} at={at} />
      <div className="gap-10 lg:grid lg:grid-cols-2 lg:items-start">
        <Section title={words("packs")} className="mt-6!">
          {skus.length === 0 ? (
            <Empty
              scene={<NothingFound />}
              title={words("noPacks")}
              action={<ButtonLink to={`/coop/${desk}/products`}>{words("noPacksAction")}</ButtonLink>}
            >
              {words("noPacksHint")}
            </Empty>
          ) : (
            <SkuRows skus={skus} at={at} />
          )}
        </Section>
        <Section title={words("lots")} className="mt-6!">
          {lots.length === 0 ? (
            <p className="rounded-card border border-line bg-card px-4 py-6 text-15 text-ink-2">
              {words("noLots")}{" "}
              <Link className="text-indigo underline underline-offset-4" to={`/coop/${desk}`}>
                {words("noLotsAction")}
              </Link>
            </p>
          ) : (
            <LotRows lots={lots} at={at} />
          )}
        </Section>
      </div>
    </div>
  );
}
