import { addMs, DAY_MS, HOUR_MS } from "~/kernel/clock";
import { cancelOrder } from "~/workflows/cancel-order";
import { deliverOrder } from "~/workflows/deliver-order";
import { packOrder } from "~/workflows/pack-order";
import { requestRefund } from "~/workflows/request-refund";
import { shipOrder } from "~/workflows/ship-order";
import { atHour, dayOf } from "./calendar";
import { claimAndGive } from "./claims";
import { must } from "./must";
import { inParallel } from "./parallel";
import type { Purchase } from "./purchases";
import { AT_ONCE, type Stage } from "./stage";
import type { PaidOrder } from "./till";
import { VILLAGE_KEYS } from "./villages";

/** Something that is done about an order at a time. */
interface Task {
  readonly orderId: string;
  readonly at: Date;
  readonly run: (now: Date) => Promise<void>;
}

/** The desks of all cooperatives, with what lies before them. */
export interface Desk {
  /** Plans everything that will be done about an order. */
  take(order: PaidOrder): void;
  /** Does what is due: the steps of one order after each other, orders beside each other. */
  workUntil(until: Date): Promise<void>;
}

/** Carriers as the staff write them. Waybills begin with DEMO, so that nobody asks a carrier about them. */
const CARRIERS = ["中通快递", "顺丰速运", "圆通速递", "邮政快递包裹", "京东快递"];
const WAYBILL_DIGITS = 10;

const AFTERNOON = 15;
const MORNING = 9;
const PICKED_UP_IN_THE_MORNING = 10.5;
const PICKED_UP_IN_THE_AFTERNOON = 16.5;
const CLAIM_AFTER_HOURS = 3;
const LATE_AFTER_DAYS = 6;

export function openDesk(stage: Stage): Desk {
  let open: Task[] = [];
  let waybills = 0;
  return {
    take(order) {
      waybills += 1;
      open.push(...tasksFor(stage, order, waybills));
    },
    async workUntil(until) {
      const due = open.filter((task) => task.at <= until);
      open = open.filter((task) => task.at > until);
      const byOrder = [...Map.groupBy(due, (task) => task.orderId).values()];
      await inParallel(byOrder, AT_ONCE, async (tasks) => {
        for (const task of tasks.toSorted((a, b) => a.at.getTime() - b.at.getTime())) await task.run(task.at);
      });
    },
  };
}

interface Times {
  readonly packed: Date;
  readonly shipped: Date;
  readonly delivered: Date;
}

/**
 * Early orders are packed the same afternoon, the others next morning; a van comes twice a day, each time for those
 * packed before the others: so some packs wait for a van at whatever hour the demo is started.
 */
export function timesOf({ placedAt, packedAtOnce, daysOnTheRoad }: Purchase): Times {
  const today = dayOf(placedAt);
  const tomorrow = addMs(today, DAY_MS);
  const within = (placedAt.getTime() % HOUR_MS) / HOUR_MS;
  const atOnce = packedAtOnce && placedAt < atHour(today, AFTERNOON);
  const packed = atOnce ? atHour(today, AFTERNOON + within) : atHour(tomorrow, MORNING + within);
  const van = atOnce ? PICKED_UP_IN_THE_MORNING : PICKED_UP_IN_THE_AFTERNOON;
  const shipped = atHour(tomorrow, van + within / 2);
  return { packed, shipped, delivered: atHour(addMs(tomorrow, daysOnTheRoad * DAY_MS), 10 + within * 6) };
}

function tasksFor(stage: Stage, order: PaidOrder, waybillNumber: number): Task[] {
  const { orderId, cooperativeId, purchase } = order;
  const village = VILLAGE_KEYS.find((key) => stage.places[key].cooperativeId === cooperativeId);
  const userId = village ? stage.cast.staffOf[village] : null;
  const step = (now: Date) => ({ orderId, cooperativeId, userId, now });
  const { packed, shipped, delivered } = timesOf(purchase);
  const task = (at: Date, run: Task["run"]): Task => ({ orderId, at, run });
  const pack = task(packed, async (now) => must(await packOrder(stage, step(now)), "packing"));
  if (purchase.fate === "cancelledByStaff") {
    const note = "连阴雨，这批没能按时下来，先退款给您，抱歉。";
    const cancel = async (now: Date) =>
      void must(await cancelOrder(stage, { ...step(now), by: "staff", note }), "a cancellation by staff");
    return [pack, task(shipped, cancel)];
  }
  const carrier = CARRIERS[waybillNumber % CARRIERS.length] ?? "";
  const waybill = `DEMO${String(waybillNumber).padStart(WAYBILL_DIGITS, "0")}`;
  return [
    pack,
    task(shipped, async (now) =>
      must(await shipOrder(stage, { ...step(now), carrier, waybill }), "shipping"),
    ),
    task(delivered, async (now) => must(await deliverOrder(stage, step(now)), "delivering")),
    ...claimOf(stage, order, userId, delivered, task),
  ];
}

function claimOf(
  stage: Stage,
  { orderId, cooperativeId, totalFen, goodsFen, purchase }: PaidOrder,
  userId: string | null,
  delivered: Date,
  task: (at: Date, run: Task["run"]) => Task,
): Task[] {
  const { fate, claimPart } = purchase;
  if (fate === "claimed" && userId !== null) {
    const by = { orderId, cooperativeId, userId };
    const part = BigInt(claimPart);
    return [task(addMs(delivered, CLAIM_AFTER_HOURS * HOUR_MS), (now) => claimAndGive(stage, by, part, now))];
  }
  if (fate !== "claimedLate" && fate !== "returnedLate") return [];
  const at = atHour(dayOf(addMs(delivered, LATE_AFTER_DAYS * DAY_MS)), 11);
  const amountFen = fate === "returnedLate" ? totalFen : (goodsFen * BigInt(claimPart)) / 10_000n;
  const note = fate === "returnedLate" ? "整箱捂坏，照片已核" : "部分压伤，照片已核，按重量折算";
  const claim = { orderId, cooperativeId, amountFen, reason: "claim" as const, note, userId: null };
  return [task(at, async (now) => void must(await requestRefund(stage, { ...claim, now }), "a claim"))];
}
