import type { MetaFunction } from "@remix-run/node";
import {
  Outlet,
  type ShouldRevalidateFunction,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, staff } from "~/http/door.server";
import { type Act, mayEnter } from "~/modules/identity/index.server";
import { deskOrderCounts } from "~/modules/ordering/index.server";
import { newLeadCount } from "~/modules/wholesale/index.server";
import { DeskFrame } from "~/ui/desk/desk-frame";
import { useDeskNews } from "~/ui/desk/desk-news";
import type { DeskTab } from "~/ui/desk/desk-places";
import { DraftOwner } from "~/ui/drafts/draft-owner";
import { NOT_SENT } from "~/ui/drafts/send-kept";
import { useInLocale } from "~/ui/frame/alternate-languages";
import { ErrorPage } from "~/ui/frame/error-page";
import { ButtonLink } from "~/ui/primitives/button";
import { cooperativeBySlug, cooperativeOf } from "./cooperative-of.server";

const ACT_OF_TAB: Readonly<Record<DeskTab, Act>> = {
  today: "coop.today.read",
  orders: "coop.orders.read",
  leads: "coop.leads.read",
  products: "coop.products.read",
  stock: "coop.stock.read",
  intake: "coop.intake.read",
  overview: "coop.overview.read",
  team: "coop.team.read",
  audit: "coop.audit.read",
};

/** What all pages of a desk share: whose desk it is, which tabs this person may open, what waits behind them. */
export const loader = staff("coop.desk.enter", cooperativeBySlug, async (visit) => {
  const { portal, viewer, organisationId } = visit;
  const cooperative = await cooperativeOf(visit);
  if (!cooperative) throw notFound();
  const tabs = (Object.keys(ACT_OF_TAB) as DeskTab[]).filter((tab) =>
    mayEnter(viewer, ACT_OF_TAB[tab], { organisationId }),
  );
  const [orders, newLeads] = await Promise.all([
    deskOrderCounts(portal.db, organisationId),
    tabs.includes("leads") ? newLeadCount(portal.db, organisationId) : 0,
  ]);
  const parcels = (orders.get("paid") ?? 0) + (orders.get("packed") ?? 0);
  return {
    userId: viewer.userId,
    slug: cooperative.slug,
    name: cooperative.name,
    tabs,
    waiting: { orders: parcels, leads: newLeads },
  };
});

/** For its pages that have no title of their own: those that say what went wrong. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name }];

/** The badge counts what others do, so it is read anew with every page; not after a form that did not even arrive. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus }) => actionStatus !== NOT_SENT;

export default function Desk() {
  const { userId, slug, name, tabs, waiting } = useLoaderData<typeof loader>();
  const inLocale = useInLocale();
  useDeskNews(tabs.includes("orders") ? inLocale(`/coop/${slug}/events`) : null);
  return (
    <DeskFrame slug={slug} name={name} tabs={tabs} waiting={waiting}>
      <DraftOwner userId={userId}>
        <Outlet />
      </DraftOwner>
    </DeskFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const words = useTranslations("desk.frame");
  const desk = useRouteLoaderData<typeof loader>("routes/coop/desk");
  if (!desk) return <ErrorPage error={error} />;
  return (
    <DeskFrame slug={desk.slug} name={desk.name} tabs={desk.tabs} waiting={desk.waiting}>
      <ErrorPage
        error={error}
        action={
          <ButtonLink to={`/coop/${desk.slug}`} kind="primary">
            {words("toToday")}
          </ButtonLink>
        }
      />
    </DeskFrame>
  );
}
