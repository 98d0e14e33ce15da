import { shanghaiDay, shanghaiMonth, startOfShanghaiMonth } from "~/kernel/clock";
import type { Locale } from "~/kernel/text";
import { alertsOf, deskUnfinished, refusedPlans, stockPage } from "~/modules/catalog/index.server";
import { certificatesWanted, waitingSlips } from "~/modules/intake/index.server";
import { claimsWaiting, deskMonth, deskWaiting, failedRefunds } from "~/modules/ordering/index.server";
import { dueStepCount, newLeadCount } from "~/modules/wholesale/index.server";
import type { Tx } from "~/platform/db/db.server";

export interface ViewDeskToday {
  readonly cooperativeId: string;
  readonly locale: Locale;
  readonly now: Date;
  /** whether whoever looks may see what buyers ask for */
  readonly withLeads: boolean;
}

/** Everything that waits at a cooperative's desk, and its month so far. */
export type DeskToday = Awaited<ReturnType<typeof viewDeskToday>>;

/** Reads what waits at a cooperative's desk in all modules. Twelve statements, two fewer without leads; all at once. */
export async function viewDeskToday(tx: Tx, { cooperativeId, locale, now, withLeads }: ViewDeskToday) {
  const today = shanghaiDay(now);
  const since = startOfShanghaiMonth(shanghaiMonth(now));
  const [orders, claims, month, stock, unfinished, slips, certificates, refused, refunds, leads] =
    await Promise.all([
      deskWaiting(tx, { cooperativeId, now }),
      claimsWaiting(tx, cooperativeId),
      deskMonth(tx, { cooperativeId, since }),
      stockPage(tx, { cooperativeId, locale, today }),
      deskUnfinished(tx, cooperativeId),
      waitingSlips(tx, cooperativeId),
      certificatesWanted(tx, { cooperativeId, locale, now }),
      refusedPlans(tx, { cooperativeId, locale }),
      failedRefunds(tx, cooperativeId),
      withLeads ? leadsWaiting(tx, cooperativeId, today) : null,
    ]);
  const { lowSkus, lotsToSell } = alertsOf(stock);
  return {
    orders,
    claims,
    month,
    unfinished,
    slips,
    certificates,
    leads,
    low: lowSkus.map(({ productName, skuName }) => `${productName} ${skuName}`),
    lots: lotsToSell.map(({ productName, code }) => `${productName} ${code}`),
    refused: refused ?? null,
    refunds: refunds ?? null,
  };
}

async function leadsWaiting(tx: Tx, cooperativeId: string, today: string) {
  const [unopened, due] = await Promise.all([
    newLeadCount(tx, cooperativeId),
    dueStepCount(tx, cooperativeId, today),
  ]);
  return { unopened, due };
}
