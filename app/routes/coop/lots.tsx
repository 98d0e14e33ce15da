import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { needsCertificate } from "~/modules/intake/certificate";
import { type LotRow, lots } from "~/modules/intake/index.server";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { IntakeTabs } from "~/ui/intake/intake-tabs";
import { pageWords } from "~/ui/messages/page-words.server";
import { Moment } from "~/ui/primitives/moment";
import { Empty, Mark } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { Weight } from "~/ui/primitives/weight";
import { cooperativeBySlug } from "./cooperative-of.server";

const LOTS_ON_A_PAGE = 20;
const CURSOR = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/;

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, locale, organisationId } = visit;
  const [, day, id] = CURSOR.exec(url.searchParams.get("after") ?? "") ?? [];
  const page = await lots(portal.db, {
    cooperativeId: organisationId,
    locale,
    after: day && id ? { day, id } : undefined,
    limit: LOTS_ON_A_PAGE,
  });
  return {
    lots: page.lots,
    next: page.next && `${page.next.day}_${page.next.id}`,
    desk: params.slug ?? "",
    title: pageWords(locale, "intake", "desk")("lots.title"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Lots() {
  const { lots: shown, next, desk } = useLoaderData<typeof loader>();
  const words = useTranslations("intake.lots");
  return (
    <div className="page pt-5 md:pt-8">
      <IntakeTabs desk={desk} />
      <PageHead title={words("title")} lead={words("lead")} />
      {shown.length === 0 ? (
        <Empty scene={<NothingFound />} title={words("none")}>
          {words("noneHint")}
        </Empty>
      ) : (
        <ul className="mt-4 grid gap-3 md:grid-cols-2">
          {shown.map((lot) => (
            <li key={lot.id}>
              <LotCard lot={lot} desk={desk} />
            </li>
          ))}
        </ul>
      )}
      <PageLinks next={next && { to: `?after=${next}`, says: words("next") }} />
    </div>
  );
}

function LotCard({ lot, desk }: { lot: LotRow; desk: string }) {
  const words = useTranslations("intake.lots");
  const mark = lot.certificate ? "certified" : needsCertificate(lot.categorySlug) ? "lacking" : "notNeeded";
  return (
    <Link
      to={`/coop/${desk}/lots/${lot.code}`}
      className="block rounded-card border border-line bg-card p-4 hover:border-ink-3"
    >
      <span className="flex items-baseline justify-between gap-3">
        <span className="text-17 font-semibold">{lot.productName}</span>
        <Mark tone={mark === "certified" ? "good" : mark === "lacking" ? "wait" : "plain"}>
          {words(mark)}
        </Mark>
      </span>
      <span className="mt-1 flex items-baseline justify-between gap-3 text-15 text-ink-2">
        <span>
          <Moment at={lot.harvestedOn} shape="date" /> · {lot.grade}
        </span>
        <Weight grams={lot.grams} className="font-semibold text-ink" />
      </span>
      <span className="figures mt-1 flex justify-between gap-3 text-13 text-ink-3">
        <span>{lot.code}</span>
        {lot.households > 0 && <span>{words("households", { count: lot.households })}</span>}
      </span>
    </Link>
  );
}
