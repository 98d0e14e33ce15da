import { afterAll, beforeAll } from "vitest";
import { cryptoRandom } from "~/kernel/ids";
import type { Delivery } from "~/modules/intake/index.server";
import { balanceOfEvent } from "~/modules/ledger/index.server";
import type { Db } from "~/platform/db/db.server";
import { confirmSlip } from "~/workflows/confirm-slip";
import { keepHousehold } from "~/workflows/keep-household";
import { weighDelivery } from "~/workflows/weigh-delivery";
import { type Market, makeListing, makeMarket, openTestDb } from "../support/market";
import { value } from "./sale-ground";

/** A signature that is one. */
export const SIGNATURE = `M10 20${"L30 40L50 60".repeat(5)}`;

/** Somebody at the desk who saw the household sign. */
export const WITNESS = "01900000-0000-7000-8000-0000000000aa";

/** In these tests the code of a slip is its amount. */
export const codeFits = (agreed: string, code: string) => JSON.parse(agreed).at(-1) === code;

export type Wish = Pick<Delivery, "householdId" | "productId"> & Partial<Delivery>;

/** The verbs of a cooperative's scale, as a test speaks them. */
export function scale(db: () => Db, cooperativeId: () => string, now: () => Date) {
  const act = () => ({ cooperativeId: cooperativeId(), userId: null, now: now() });
  const deps = () => ({ db: db(), random: cryptoRandom, codeFits });
  const verbs = {
    act,
    deps,
    household: async (member: boolean): Promise<string> => {
      const form = { name: "王秀兰", phone: null, member, demonstration: false };
      return value(await keepHousehold(deps(), { ...act(), householdId: null, form })).householdId;
    },
    /** 100 kg of first grade at 5 yuan a jin unless wished otherwise. */
    tryToWeigh: (wish: Wish, corrects: { number: string; reason: string } | null = null) =>
      weighDelivery(deps(), {
        ...act(),
        corrects,
        delivery: {
          plotId: null,
          harvestedOn: "2026-11-20",
          variety: "阳光玫瑰",
          specification: "",
          grade: "first",
          unitPrice: 100_000n,
          weighings: [{ grossGrams: 101_000n, tareGrams: 1_000n }],
          ...wish,
        },
      }),
    weigh: async (wish: Wish, corrects: { number: string; reason: string } | null = null) =>
      value(await verbs.tryToWeigh(wish, corrects)),
    sign: (number: string) =>
      confirmSlip(deps(), {
        ...act(),
        number,
        by: { how: "signature", signature: SIGNATURE, witnessUserId: WITNESS },
      }),
    say: (number: string, code: string) =>
      confirmSlip(deps(), { ...act(), number, by: { how: "code", code } }),
  };
  return verbs;
}

const NOW = new Date("2026-11-20T09:00:00Z");

/** A cooperative's scale with a member and a grower who is none, another cooperative's beside it, and nothing taken in. */
export function intakeDesk() {
  let opened: Awaited<ReturnType<typeof openTestDb>>;
  let market: Market;
  let foreign: Market;
  let growers: readonly [member: string, other: string];
  let listings = 0;
  const db = () => opened.db;
  const here = scale(
    db,
    () => market.cooperativeId,
    () => NOW,
  );
  const there = scale(
    db,
    () => foreign.cooperativeId,
    () => NOW,
  );
  beforeAll(async () => {
    opened = await openTestDb();
    market = await makeMarket(db());
    foreign = await makeMarket(db(), "foreign", 1);
    growers = [await here.household(true), await here.household(false)];
  });
  afterAll(() => opened.close());
  return {
    db,
    here,
    there,
    market: () => market,
    foreign: () => foreign,
    member: () => growers[0],
    other: () => growers[1],
    newProduct: async (): Promise<string> => {
      listings += 1;
      return (await makeListing(db(), market, { slug: `grapes-${listings}`, packs: 0 })).productId;
    },
    /** The lot of a product that cost most. */
    lotOf: (productId: string) =>
      db().prisma.intakeLot.findFirstOrThrow({ where: { productId }, orderBy: { fenIn: "desc" } }),
    grams: (lotId: string) => db().prisma.lot.findUniqueOrThrow({ where: { id: lotId } }),
    /** Debits less credits of an event, by account. */
    booked: async (eventId: string): Promise<Record<string, bigint>> => {
      const balances = await balanceOfEvent(db(), eventId);
      return Object.fromEntries(
        balances.map((each) => [each.account, each.debitsPosted - each.creditsPosted]),
      );
    },
    /** What the database says to SQL of somebody else's. */
    attack: (sql: string): Promise<string> =>
      db()
        .pool.query(sql)
        .then(
          () => "it went through",
          (fault: Error) => fault.message,
        ),
  };
}
