import { addMonths, shanghaiMonth } from "~/kernel/clock";
import { allBooks, closePeriod } from "~/modules/ledger/index.server";
import { lapseOrders } from "~/workflows/lapse-orders";
import { atHour, dayOfMonth } from "./calendar";
import { type Desk, openDesk } from "./desk";
import type { Dice } from "./dice";
import { openCorrespondence } from "./leads";
import { announceSessions, endSessions, sessionsOf, setAsideFor } from "./live-evenings";
import { must } from "./must";
import { inParallel } from "./parallel";
import type { Purchase } from "./purchases";
import { openScale, type Scale } from "./scale";
import { AT_ONCE, bringNews, type Stage, sealAll, sendRefunds, settleAll, writing } from "./stage";
import { countShelves } from "./stock-takes";
import { changePrices, fillShelves, followSeasons, leaveLastPacks, recordHarvests } from "./storekeeping";
import { ordersOf, type PaidOrder, type PlacedPurchase, pay, place, thinkAgain } from "./till";
import { writeOffers } from "./wholesale";

export interface Story {
  readonly stage: Stage;
  readonly chance: Dice;
  /** Midnights in Shanghai, the last one that of today. */
  readonly days: readonly Date[];
  readonly purchases: readonly (readonly Purchase[])[];
  /** The present: nothing happens after it. */
  readonly until: Date;
}

/** A day of the story. */
export interface Today {
  readonly midnight: Date;
  /** From 0. */
  readonly position: number;
  /** 0 on the last day, negative before. */
  readonly fromToday: number;
}

const SETTLING_HOUR = 2;
const CLOSING_HOUR = 9;
const STOREKEEPING_HOUR = 6;
const SHOP_HOUR = 6.5;
const EVENING_HOUR = 23.9;
/** Months are closed on this day of the next. */
const CLOSING_DAY = 3;
/** A living portal seals within seconds; the story's books are sealed a few times a week, which looks the same later. */
const SEALED_EVERY_DAYS = 3;
const OFFERS_OPENED_DAY = -4;

/** Tells three months, day by day, through the portal's own workflows. */
export async function tellHistory(story: Story): Promise<void> {
  const { stage, days, until } = story;
  const lastDay = days.at(-1);
  if (!lastDay) return;
  const desk = openDesk(stage);
  const scale = openScale(stage);
  const letters = openCorrespondence(stage, story.chance, lastDay);
  for (const [position, midnight] of days.entries()) {
    const day: Today = { midnight, position, fromToday: position - (days.length - 1) };
    const evening = new Date(Math.min(atHour(midnight, EVENING_HOUR).getTime(), until.getTime()));
    await atNight(story, day);
    await keepStore(story, scale, day);
    await openShop(story, desk, day);
    await letters.followDay(day.fromToday, evening);
    await desk.workUntil(evening);
    await closeDay(story, day, evening);
  }
}

/** What the portal's sweeps do while people sleep, and at the beginning of a month the closing of the last one. */
async function atNight({ stage, days, until }: Story, { midnight }: Today): Promise<void> {
  const { db, clock } = stage;
  const night = atHour(midnight, SETTLING_HOUR);
  if (night > until) return;
  clock.moveTo(night);
  await settleAll(stage);
  const closes = dayOfMonth(midnight) === CLOSING_DAY;
  if (closes || dayOfMonth(midnight) % SEALED_EVERY_DAYS === 0) await sealAll(stage);
  const [first = midnight] = days;
  const period = addMonths(shanghaiMonth(midnight), -1);
  const now = atHour(midnight, CLOSING_HOUR);
  if (!closes || period < shanghaiMonth(first) || now > until) return;
  for (const { id: bookId, code } of await allBooks(db)) {
    const { accountant, operator } = stage.cast.userIds;
    const userId = code === "V-lengdixia" ? accountant : code === "OPERATOR" ? operator : null;
    const closed = await db.transaction((tx) => closePeriod(tx, { bookId, period, now, userId }));
    must(closed, `closing ${period} of ${code}`);
  }
}

/** Harvests with their certificates, seasons, prices and shelves before the shop opens. */
async function keepStore(story: Story, scale: Scale, day: Today): Promise<void> {
  const { stage, chance, until } = story;
  // On the last day the present may be earlier: then what the morning brings is done now.
  const now = new Date(Math.min(atHour(day.midnight, STOREKEEPING_HOUR).getTime(), until.getTime()));
  const harvested = await recordHarvests(stage, chance, day, now);
  if (harvested) await scale.certify(now);
  await scale.followDay(day, now);
  await followSeasons(stage, day, now);
  await changePrices(stage, day, now);
  await fillShelves(stage, day, now);
  if (day.fromToday === 0) await leaveLastPacks(stage, now);
  await countShelves(stage, day, now);
  if (day.fromToday === OFFERS_OPENED_DAY) {
    await writing(stage.db, (tx) => writeOffers(tx, { ...stage, chance, now }));
    await scale.certify(now);
  }
  await announceSessions(story, day, now);
  await setAsideFor(stage, sessionsOf(day), now);
}

/** The purchases of a day: all are placed, then paid, then Stripe tells, then some think better of it. */
async function openShop(story: Story, desk: Desk, { midnight, position }: Today): Promise<void> {
  const { stage, until } = story;
  const opens = atHour(midnight, SHOP_HOUR);
  if (opens > until) return;
  // Stripe's clock stands for the day; what the portal books is dated by each purchase itself.
  stage.clock.moveTo(opens);
  const purchases = (story.purchases[position] ?? []).filter(({ paidAt }) => paidAt < until);
  const placed: PlacedPurchase[] = [];
  await inParallel([...purchases.entries()], AT_ONCE, async ([index, purchase]) => {
    placed[index] = await place(stage, purchase);
  });
  await inParallel(placed, AT_ONCE, (each) => pay(stage, each));
  await bringNews(stage, new Map(placed.map(({ paymentId, purchase }) => [paymentId, purchase.paidAt])));
  const toPack: (readonly PaidOrder[])[] = [];
  await inParallel([...placed.entries()], AT_ONCE, async ([index, each]) => {
    const orders = await ordersOf(stage, each);
    toPack[index] = (await thinkAgain(stage, each.purchase, orders, until)) ? [] : orders;
  });
  for (const order of toPack.flat()) desk.take(order);
}

/** What was not paid lapses, refunds go out, live sessions end; in the present the books are brought up to date. */
async function closeDay(story: Story, day: Today, evening: Date): Promise<void> {
  const { stage } = story;
  const { db, clock, sandbox } = stage;
  clock.moveTo(evening);
  await endSessions(stage, sessionsOf(day), evening);
  await lapseOrders({ db }, { now: evening });
  await sandbox.tick();
  await sendRefunds(stage);
  if (day.fromToday < 0) return;
  await settleAll(stage);
  await sealAll(stage);
}
