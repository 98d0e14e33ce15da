import type { DeskToday } from "~/workflows/view-desk-today";

/**
 * What there may be to do, in the order in which it is shown: what somebody outside waits for or the law asks, what
 * spoils, then what was begun and not ended.
 */
export const TODAY_TASKS = [
  "late",
  "claims",
  "refundsFailed",
  "uncertified",
  "refusedPlan",
  "pack",
  "ship",
  "leads",
  "due",
  "low",
  "certificatesEnding",
  "lots",
  "underWayLong",
  "sentBack",
  "slips",
  "count",
  "drafts",
  "ahead",
] as const;
export type TodayTaskKey = (typeof TODAY_TASKS)[number];

export interface TodayTask {
  readonly key: TodayTaskKey;
  /** below the desk's address */
  readonly to: string;
  readonly count: number;
  /** somebody outside waits for it, or the law does */
  readonly urgent: boolean;
}

interface Waiting extends Omit<TodayTask, "key" | "urgent"> {
  readonly urgent?: true;
  /** daily work: shown when nothing waits, too, so that one sees that nothing does */
  readonly always?: true;
}

/** The tasks of a desk: what is daily work always, all else while it waits. */
export function todayTasks(today: DeskToday): readonly TodayTask[] {
  const waiting = { ...outside(today), ...inStore(today), ...begun(today) };
  return TODAY_TASKS.flatMap((key) => {
    const { always = false, urgent = false, ...task } = waiting[key] ?? NOTHING;
    return always || task.count > 0 ? [{ key, ...task, urgent }] : [];
  });
}

type Tasks = Partial<Record<TodayTaskKey, Waiting>>;

const NOTHING: Waiting = { to: "", count: 0 };

function outside({ orders, claims, refunds, refused, leads }: DeskToday): Tasks {
  const paid = "/orders?state=paid";
  return {
    late: { to: paid, count: orders.late, urgent: true },
    claims: { to: "/orders?state=claims", count: claims.claims, urgent: true },
    pack: { to: paid, count: orders.toPack, urgent: true, always: true },
    ship: { to: "/orders?state=packed", count: orders.toShip, urgent: true, always: true },
    ahead: { to: paid, count: orders.ahead },
    underWayLong: { to: "/orders?state=shipped", count: orders.underWayLong },
    ...(refunds && {
      refundsFailed: { to: `/orders/${refunds.orderNumber}`, count: refunds.count, urgent: true },
    }),
    ...(refused && {
      refusedPlan: { to: `/products/${refused.productId}/prices`, count: refused.count, urgent: true },
    }),
    ...(leads && {
      leads: { to: "/leads", count: leads.unopened, urgent: true, always: true },
      due: { to: "/leads", count: leads.due, always: true },
    }),
  };
}

function inStore({ low, lots, certificates: { missing, ending } }: DeskToday): Tasks {
  return {
    low: { to: "/stock", count: low.length, always: true },
    lots: { to: "/stock", count: lots.length },
    uncertified: { to: lotOf(missing), count: missing.length, urgent: true },
    certificatesEnding: { to: "/lots", count: ending.length },
  };
}

function begun({ unfinished: { sentBack, drafts, countId }, slips }: DeskToday): Tasks {
  return {
    sentBack: { to: "/products", count: sentBack },
    drafts: { to: "/products", count: drafts },
    slips: { to: "/intake", count: slips },
    count: { to: `/stock/counts/${countId}`, count: countId === null ? 0 : 1 },
  };
}

/** A certificate is issued on its lot's page: straight there where it is one, else to all of them. */
function lotOf(goods: DeskToday["certificates"]["missing"]): string {
  const [only, ...others] = goods;
  return only?.lotCode && others.length === 0 ? `/lots/${only.lotCode}` : "/lots";
}
