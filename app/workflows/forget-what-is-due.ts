import { invariant } from "~/kernel/invariant";
import { accepted, ok } from "~/kernel/result";
import {
  forgetCodes,
  forgetInvitations,
  forgetSessions,
  keptSince,
  RETENTION,
  RETENTION_KEYS,
  type RetentionKey,
} from "~/modules/identity/index.server";
import { eraseHouseholdNames, letSilentHouseholdsLeave } from "~/modules/intake/index.server";
import {
  type AnonymousOrder,
  anonymiseOrders,
  forgetCarts,
  ordersToForget,
} from "~/modules/ordering/index.server";
import { emptyWebhooks } from "~/modules/payments/index.server";
import { forgetTouches } from "~/modules/sharing/index.server";
import { anonymiseLeads } from "~/modules/wholesale/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import type { Regions } from "~/platform/regions.server";

/** Rows taken in one transaction, and transactions of one rule in a run; what is left waits for the next run. */
const MOST_AT_ONCE = 500;
const MOST_ROUNDS = 40;

interface Due {
  readonly before: Date;
  readonly now: Date;
  readonly limit: number;
  readonly regions: Regions;
}

/** Answers of forms are platform's, whose own sweep lets go of them after the list's time (portal-sweeps.server.ts). */
type Swept = Exclude<RetentionKey, "requestKeys">;
const isSwept = (key: RetentionKey): key is Swept => key !== "requestKeys";

/** One deed for each other word of the list. */
const DEEDS: { readonly [Key in Swept]: (tx: Tx, due: Due) => Promise<number> } = {
  codes: async (tx, { before }) => {
    await forgetCodes(tx, before);
    return 0;
  },
  sessions: forgetSessions,
  invitations: forgetInvitations,
  carts: forgetCarts,
  touches: forgetTouches,
  unpaidOrders: (tx, due) => anonymiseDueOrders(tx, "unpaid", due),
  paidOrders: (tx, due) => anonymiseDueOrders(tx, "paid", due),
  leads: anonymiseLeads,
  webhooks: emptyWebhooks,
  householdContacts: letSilentHouseholdsLeave,
  householdNames: eraseHouseholdNames,
};

async function anonymiseDueOrders(tx: Tx, which: "paid" | "unpaid", due: Due): Promise<number> {
  const orders = await ordersToForget(tx, which, due);
  await anonymiseOrders(
    tx,
    orders.map(({ id, regionCode }) => withProvinceOnly(id, regionCode, due.regions)),
    due.now,
  );
  return orders.length;
}

/** An order without its buyer: of the address the province stays. */
export function withProvinceOnly(id: string, regionCode: string, regions: Regions): AnonymousOrder {
  const province = regions.regionByCode(`${regionCode.slice(0, 2)}0000`);
  invariant(province, "a parcel went to a province");
  return { id, provinceCode: province.code, province: province.name };
}

/**
 * Lets go of everything that was kept long enough (`RETENTION` of the identity module), one transaction per piece. May run
 * twice at once and may be broken off. Answers how many rows each rule let go of.
 */
export async function forgetWhatIsDue(
  { db, regions }: { readonly db: Db; readonly regions: Regions },
  { now }: { readonly now: Date },
): Promise<Readonly<Record<Swept, number>>> {
  const forgotten = {} as Record<Swept, number>;
  for (const key of RETENTION_KEYS.filter(isSwept)) {
    const due = { before: keptSince(RETENTION[key], now), now, limit: MOST_AT_ONCE, regions };
    forgotten[key] = 0;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const rows = accepted(await db.transaction(async (tx) => ok(await DEEDS[key](tx, due))));
      forgotten[key] += rows;
      if (rows < MOST_AT_ONCE) break;
    }
  }
  return forgotten;
}
