import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type StaffVisit, staff } from "~/http/door.server";
import { shanghaiDay, shanghaiMonth, startOfShanghaiMonth } from "~/kernel/clock";
import {
  type DeskProduct,
  deskProducts,
  freePacks,
  LOW_STOCK,
  MOST_DESK_PRODUCTS,
  refusedPlans,
} from "~/modules/catalog/index.server";
import { mayEnter } from "~/modules/identity/index.server";
import { deskMonth, deskOrderCounts } from "~/modules/ordering/index.server";
import { dueStepCount, newLeadCount } from "~/modules/wholesale/index.server";
import { type Task, TaskList } from "~/ui/desk/task-list";
import { PaperBoat } from "~/ui/illustrations/paper-boat";
import { pageWords } from "~/ui/messages/page-words.server";
import { Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Empty } from "~/ui/primitives/notice";
import { cooperativeBySlug } from "./cooperative-of.server";

/** Whose duty is at one table only is shown that table instead. */
export const loader = staff("coop.desk.enter", cooperativeBySlug, async (visit) => {
  const { portal, params, viewer, locale, now, organisationId } = visit;
  if (!mayEnter(viewer, "coop.today.read", { organisationId })) throw redirect(ownTable(visit));
  const [orders, month, listings, refused, leads] = await Promise.all([
    deskOrderCounts(portal.db, organisationId),
    deskMonth(portal.db, {
      cooperativeId: organisationId,
      since: startOfShanghaiMonth(shanghaiMonth(now)),
    }),
    deskProducts(portal.db, { cooperativeId: organisationId, locale, limit: MOST_DESK_PRODUCTS }),
    refusedPlans(portal.db, { cooperativeId: organisationId, locale }),
    mayEnter(viewer, "coop.leads.read", { organisationId }) ? leadTasks(visit) : undefined,
  ]);
  return {
    desk: params.slug ?? "",
    toPack: orders.get("paid") ?? 0,
    toShip: orders.get("packed") ?? 0,
    low: listings.products.flatMap(lowSkus).length,
    lowBelow: LOW_STOCK,
    month,
    refused: refused ?? null,
    leads,
    title: pageWords(locale, "desk", "desk")("today.title"),
  };
});

function ownTable({ viewer, params, organisationId }: StaffVisit): string {
  const packs = mayEnter(viewer, "coop.orders.read", { organisationId });
  return `/coop/${params.slug}/${packs ? "orders" : "audit"}`;
}

async function leadTasks({ portal, now, organisationId }: StaffVisit) {
  const [unopened, due] = await Promise.all([
    newLeadCount(portal.db, organisationId),
    dueStepCount(portal.db, organisationId, shanghaiDay(now)),
  ]);
  return { unopened, due };
}

/** Packs on sale of which few are left; what is not on sale may run out in peace. */
function lowSkus(product: DeskProduct) {
  if (product.state !== "published") return [];
  return product.skus.filter(
    (sku) => sku.onSale && sku.pools.reduce((free, pool) => free + freePacks(pool), 0) < LOW_STOCK,
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Today() {
  const { desk, month } = useLoaderData<typeof loader>();
  const words = useTranslations("desk.today");
  const tasks = useTasks();
  const nothing = tasks.every(({ count }) => count === 0);
  return (
    <div className="page pt-5 md:pt-8">
      <h1 className="text-26">{words("title")}</h1>
      <div className="mt-4 gap-10 md:grid md:grid-cols-[1fr_20rem] md:items-start">
        <div>
          {nothing && (
            <Empty scene={<PaperBoat />} title={words("all")}>
              {words("allText")}
            </Empty>
          )}
          <TaskList tasks={tasks} />
        </div>
        <Section
          title={words("figures")}
          className="md:mt-0!"
          more={
            <Link
              to={`/coop/${desk}/overview`}
              prefetch="intent"
              className="inline-flex min-h-11 items-center text-indigo underline-offset-4 hover:underline"
            >
              {words("overview")}
            </Link>
          }
        >
          <Facts
            rows={[
              [
                words("orders"),
                <span key="orders" className="figures font-semibold">
                  {month.orders}
                </span>,
                "orders",
              ],
              [
                words("sales"),
                <Money key="sales" fen={month.totalFen} className="text-20 font-semibold" />,
                "sales",
              ],
              [words("refunded"), <Money key="refunded" fen={-month.refundedFen} />, "refunded"],
            ]}
          />
        </Section>
      </div>
    </div>
  );
}

function useTasks(): Task[] {
  const { desk, toPack, toShip, low, lowBelow, leads, month, refused } = useLoaderData<typeof loader>();
  const words = useTranslations("desk.today");
  const refusals = useTranslations("refusals");
  const at = `/coop/${desk}`;
  const packText = month.oldestUnpackedAt ? (
    <>
      {words("packText")} · {words.rich("oldest", { at: () => <Moment at={month.oldestUnpackedAt ?? ""} /> })}
    </>
  ) : (
    words("packText")
  );
  return [
    ...(refused
      ? [
          {
            key: "refused",
            to: `${at}/products/${refused.productId}/prices`,
            count: refused.count,
            title: words("refusedPlan"),
            text: words("refusedPlanText", {
              name: refused.name,
              why: refusals(refused.refusal as Parameters<typeof refusals>[0]),
            }),
            urgent: true,
          },
        ]
      : []),
    {
      key: "pack",
      to: `${at}/orders?state=paid`,
      count: toPack,
      title: words("pack"),
      text: packText,
      urgent: true,
    },
    {
      key: "ship",
      to: `${at}/orders?state=packed`,
      count: toShip,
      title: words("ship"),
      text: words("shipText"),
      urgent: true,
    },
    ...(leads
      ? [
          {
            key: "leads",
            to: `${at}/leads`,
            count: leads.unopened,
            title: words("leads"),
            text: words("leadsText"),
            urgent: true,
          },
          { key: "due", to: `${at}/leads`, count: leads.due, title: words("due"), text: words("dueText") },
        ]
      : []),
    {
      key: "low",
      to: `${at}/products`,
      count: low,
      title: words("low"),
      text: words("lowText", { count: lowBelow }),
    },
  ];
}
