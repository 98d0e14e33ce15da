import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type StaffVisit, staff } from "~/http/door.server";
import { shanghaiDay, shanghaiMonth, startOfShanghaiMonth } from "~/kernel/clock";
import { alertsOf, deskUnfinished, refusedPlans, stockPage } from "~/modules/catalog/index.server";
import { mayEnter } from "~/modules/identity/index.server";
import { intakeFigures } from "~/modules/intake/index.server";
import { deskMonth, deskWaiting } from "~/modules/ordering/index.server";
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
  const today = shanghaiDay(now);
  const cooperativeId = organisationId;
  const [orders, month, stock, unfinished, intake, refused, leads] = await Promise.all([
    deskWaiting(portal.db, { cooperativeId, today }),
    deskMonth(portal.db, {
      cooperativeId: organisationId,
      since: startOfShanghaiMonth(shanghaiMonth(now)),
    }),
    stockPage(portal.db, { cooperativeId, locale, today }),
    deskUnfinished(portal.db, cooperativeId),
    intakeFigures(portal.db, cooperativeId, now),
    refusedPlans(portal.db, { cooperativeId: organisationId, locale }),
    mayEnter(viewer, "coop.leads.read", { organisationId }) ? leadTasks(visit) : undefined,
  ]);
  const { lowSkus, lotsToSell } = alertsOf(stock);
  return {
    desk: params.slug ?? "",
    orders,
    unfinished,
    slips: intake.waiting,
    low: lowSkus.map(({ productName, skuName }) => `${productName} ${skuName}`),
    lots: lotsToSell.map(({ productName, code }) => `${productName} ${code}`),
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

/** Most urgent first: what somebody outside waits for, what spoils, then what was begun and not ended. */
function useTasks(): Task[] {
  const page = useLoaderData<typeof loader>();
  const { desk, orders, leads, month, refused, unfinished, slips, low, lots } = page;
  const words = useTranslations("desk.today");
  const refusals = useTranslations("refusals");
  const at = `/coop/${desk}`;
  const task = (key: TaskKey, to: string, count: number, text: ReactNode, urgent = false): Task => ({
    ...{ key, to: `${at}${to}`, count, title: words(key), text, urgent },
  });
  const oldest = month.oldestUnpackedAt;
  const packText = (
    <>
      {words("packText")}
      {oldest && <> · {words.rich("oldest", { at: () => <Moment at={oldest} /> })}</>}
    </>
  );
  const always = [
    task("pack", "/orders?state=paid", orders.toPack, packText, true),
    task("ship", "/orders?state=packed", orders.toShip, words("shipText"), true),
    ...(leads
      ? [
          task("leads", "/leads", leads.unopened, words("leadsText"), true),
          task("due", "/leads", leads.due, words("dueText")),
        ]
      : []),
    task("low", "/stock", low.length, first(low)),
  ];
  const sometimes = [
    task("sentBack", "/products", unfinished.sentBack, words("sentBackText")),
    task("lots", "/stock", lots.length, first(lots)),
    task("slips", "/intake", slips, words("slipsText")),
    task(
      "count",
      `/stock/counts/${unfinished.countId}`,
      unfinished.countId ? 1 : 0,
      words("countText", { counted: unfinished.counted }),
    ),
    task("ahead", "/orders?state=paid", orders.ahead, words("aheadText")),
  ];
  const outside = [
    task("late", "/orders?state=paid", orders.late, words("lateText"), true),
    ...(refused
      ? [
          task(
            "refusedPlan",
            `/products/${refused.productId}/prices`,
            refused.count,
            words("refusedPlanText", {
              name: refused.name,
              why: refusals(refused.refusal as Parameters<typeof refusals>[0]),
            }),
            true,
          ),
        ]
      : []),
  ];
  return [...outside.filter(waits), ...always, ...sometimes.filter(waits)];
}

type TaskKey =
  | "late"
  | "refusedPlan"
  | "pack"
  | "ship"
  | "leads"
  | "due"
  | "low"
  | "sentBack"
  | "lots"
  | "slips"
  | "count"
  | "ahead";

const waits = ({ count }: Task) => count > 0;

/** One line names the first of them, and that there are more. */
function first(names: readonly string[]): string {
  return names.length > 1 ? `${names[0]} …` : (names[0] ?? "");
}
