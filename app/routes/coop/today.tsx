import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type StaffVisit, staff } from "~/http/door.server";
import { mayEnter } from "~/modules/identity/index.server";
import { type Task, TaskList } from "~/ui/desk/task-list";
import { type TodayTaskKey, todayTasks } from "~/ui/desk/today-tasks";
import { PaperBoat } from "~/ui/illustrations/paper-boat";
import { pageWords } from "~/ui/messages/page-words.server";
import { Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Empty } from "~/ui/primitives/notice";
import { viewDeskToday } from "~/workflows/view-desk-today";
import { cooperativeBySlug } from "./cooperative-of.server";

/** Whose duty is at one table only is shown that table instead. */
export const loader = staff("coop.desk.enter", cooperativeBySlug, async (visit) => {
  const { portal, params, viewer, locale, now, organisationId } = visit;
  if (!mayEnter(viewer, "coop.today.read", { organisationId })) throw redirect(ownTable(visit));
  const withLeads = mayEnter(viewer, "coop.leads.read", { organisationId });
  return {
    desk: params.slug ?? "",
    ...(await viewDeskToday(portal.db, { cooperativeId: organisationId, locale, now, withLeads })),
    title: pageWords(locale, "desk", "desk")("today.title"),
  };
});

function ownTable({ viewer, params, organisationId }: StaffVisit): string {
  const packs = mayEnter(viewer, "coop.orders.read", { organisationId });
  return `/coop/${params.slug}/${packs ? "orders" : "overview"}`;
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
  const page = useLoaderData<typeof loader>();
  const words = useTranslations("desk.today");
  const text = useTaskText();
  // What waits comes first, in its order; daily work that has nothing waiting steps back.
  const ordered = todayTasks(page).toSorted((one, other) => +(one.count === 0) - +(other.count === 0));
  return ordered.map(({ to, ...task }) => ({
    ...task,
    to: `/coop/${page.desk}${to}`,
    title: words(task.key),
    text: text(task.key),
  }));
}

/** What is said under a task while it waits: which one, since when, or what to do. */
function useTaskText(): (key: TodayTaskKey) => ReactNode {
  const { month, claims, refused, unfinished, low, lots, certificates } = useLoaderData<typeof loader>();
  const words = useTranslations("desk.today");
  const refusals = useTranslations("refusals");
  const oldest = month.oldestUnpackedAt;
  const claimed = claims.oldestAt;
  const why = refused && refusals(refused.refusal as Parameters<typeof refusals>[0]);
  const names = (goods: readonly { readonly productName: string }[]) =>
    first(goods.map(({ productName }) => productName));
  return (key) => {
    switch (key) {
      case "pack":
        return (
          <>
            {words("packText")}
            {oldest && <> · {words.rich("oldest", { at: () => <Moment at={oldest} /> })}</>}
          </>
        );
      case "claims":
        return (
          <>
            {words("claimsText")}
            {claimed && <> · {words.rich("claimsOldest", { at: () => <Moment at={claimed} /> })}</>}
          </>
        );
      case "low":
        return first(low);
      case "lots":
        return first(lots);
      case "uncertified":
        return words("uncertifiedText", { names: names(certificates.missing) });
      case "certificatesEnding":
        return words("certificatesEndingText", { names: names(certificates.ending) });
      case "refusedPlan":
        return words("refusedPlanText", { name: refused?.name ?? "", why: why ?? "" });
      case "count":
        return words("countText", { counted: unfinished.counted });
      default:
        return words(`${key}Text`);
    }
  };
}

/** One line names the first of them, and that there are more. */
function first(names: readonly string[]): string {
  return names.length > 1 ? `${names[0]} …` : (names[0] ?? "");
}
