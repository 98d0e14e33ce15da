import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "~/kernel/clock";
import { dayOf, daysBetween, firstDay } from "../prisma/seed/calendar";
import { timesOf } from "../prisma/seed/desk";
import { dice } from "../prisma/seed/dice";
import { PRODUCTS } from "../prisma/seed/products";
import { type Purchase, planPurchases, RUSH_VILLAGES } from "../prisma/seed/purchases";
import type { VillageKey } from "../prisma/seed/villages";

/** Midnight in Shanghai of a day on which somebody may start the demo. */
const midnight = (day: string) => new Date(`${day}T00:00:00+08:00`);

const villageOf = new Map(PRODUCTS.map(({ slug, village }) => [slug, village]));

/** What lies before the desk of a village at `now`: purchases that are paid and not packed, and packs that wait for a van. */
function lyingAt(purchases: readonly Purchase[], village: VillageKey, now: Date) {
  const desk = { toPack: 0, toSend: 0 };
  for (const purchase of purchases) {
    if (purchase.fate !== "kept" || purchase.paidAt >= now) continue;
    if (!purchase.lines.some(({ slug }) => villageOf.get(slug) === village)) continue;
    const { packed, shipped } = timesOf(purchase);
    if (packed > now) desk.toPack += 1;
    else if (shipped > now) desk.toSend += 1;
  }
  return desk;
}

describe("the demo's first desks", () => {
  // One day of each season, a month's first and last among them, with the seed that everybody's demo has and another.
  const days = ["2026-11-22", "2027-01-31", "2027-03-01", "2027-05-15", "2027-08-10"];
  it.each(days.flatMap((day) => [20_260_901, 7].map((seed) => [day, seed] as const)))(
    "have something to pack and something to send at every quarter of an hour of %s, told by %i",
    (day, seed) => {
      const today = midnight(day);
      const days = daysBetween(firstDay(today), dayOf(today));
      const purchases = planPurchases(dice(seed), days, today).flat();
      const recent = purchases.filter(({ placedAt }) => placedAt >= addMs(today, -3 * DAY_MS));
      const bare: string[] = [];
      for (let minutes = 0; minutes < DAY_MS / MINUTE_MS; minutes += 15) {
        const now = addMs(today, minutes * MINUTE_MS);
        for (const village of RUSH_VILLAGES) {
          const { toPack, toSend } = lyingAt(recent, village, now);
          if (toPack === 0 || toSend === 0) {
            bare.push(`${village} ${Math.floor((minutes * MINUTE_MS) / HOUR_MS)}:${minutes % 60}`);
          }
        }
      }
      expect(bare).toEqual([]);
    },
  );
});
