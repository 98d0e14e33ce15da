import { describe, expect, it } from "vitest";
import { TODAY_TASKS, todayTasks } from "~/ui/desk/today-tasks";
import type { DeskToday } from "~/workflows/view-desk-today";

const QUIET: DeskToday = {
  orders: { toPack: 0, toShip: 0, late: 0, ahead: 0, underWayLong: 0 },
  claims: { claims: 0, oldestAt: null },
  month: { orders: 0, totalFen: 0n, refundedFen: 0n, oldestUnpackedAt: null },
  unfinished: { sentBack: 0, drafts: 0, countId: null, counted: 0 },
  slips: 0,
  certificates: { missing: [], ending: [] },
  leads: { unopened: 0, due: 0 },
  low: [],
  lots: [],
  refused: null,
  refunds: null,
};

const BUSY: DeskToday = {
  ...QUIET,
  orders: { toPack: 3, toShip: 2, late: 1, ahead: 4, underWayLong: 5 },
  claims: { claims: 2, oldestAt: new Date("2026-11-20T02:00:00Z") },
  unfinished: { sentBack: 6, drafts: 7, countId: "c1", counted: 0 },
  slips: 8,
  certificates: {
    missing: [{ productName: "蒜苗", lotCode: "SM1" }],
    ending: [{ productName: "樱桃", lotCode: "YT1" }],
  },
  leads: { unopened: 9, due: 10 },
  low: ["蒜苗 3公斤装"],
  lots: ["樱桃 YT1"],
  refused: { productId: "p1", name: "蒜苗", kind: "price", refusal: "PriceBelowFloor", count: 11 },
  refunds: { orderNumber: "N1", count: 12 },
};

const keysOf = (today: DeskToday) => todayTasks(today).map(({ key }) => key);

describe("the tasks of a desk", () => {
  it("are, when nothing waits, the daily ones alone, each with nothing", () => {
    const tasks = todayTasks(QUIET);
    expect(tasks.map(({ key }) => key)).toEqual(["pack", "ship", "leads", "due", "low"]);
    expect(tasks.filter(({ count }) => count > 0)).toEqual([]);
  });

  it("are all there when all of it waits, in the order of what cannot wait", () => {
    expect(keysOf(BUSY)).toEqual(TODAY_TASKS);
    expect(todayTasks(BUSY).every(({ count }) => count > 0)).toBe(true);
  });

  it("are pressing where a buyer or the law waits, and come before those that are not", () => {
    const urgent = todayTasks(BUSY).flatMap(({ key, urgent }) => (urgent ? [key] : []));
    expect(urgent).toEqual([
      "late",
      "claims",
      "refundsFailed",
      "uncertified",
      "refusedPlan",
      "pack",
      "ship",
      "leads",
    ]);
    expect(keysOf(BUSY).slice(0, urgent.length)).toEqual(urgent);
  });

  it("hide what buyers ask for from who may not read it", () => {
    expect(keysOf({ ...BUSY, leads: null })).toEqual(
      TODAY_TASKS.filter((key) => key !== "leads" && key !== "due"),
    );
  });

  it("lead straight to the thing where it is one, else to where such things are", () => {
    const to = (today: DeskToday) => Object.fromEntries(todayTasks(today).map((task) => [task.key, task.to]));
    expect(to(BUSY)).toMatchObject({
      uncertified: "/lots/SM1",
      certificatesEnding: "/lots",
      count: "/stock/counts/c1",
      refundsFailed: "/orders/N1",
      refusedPlan: "/products/p1/prices",
    });
    const certified = (...codes: (string | null)[]) => ({
      ...QUIET,
      certificates: { ending: [], missing: codes.map((lotCode) => ({ productName: "蒜苗", lotCode })) },
    });
    expect(to(certified("SM1", "SM2")).uncertified).toBe("/lots");
    expect(to(certified(null)).uncertified, "goods that no lot is known of").toBe("/lots");
  });

  it("are counted one by one", () => {
    expect(todayTasks(BUSY).map(({ count }) => count)).toEqual([
      1, 2, 12, 1, 11, 3, 2, 9, 10, 1, 1, 1, 5, 6, 8, 1, 7, 4,
    ]);
  });
});
