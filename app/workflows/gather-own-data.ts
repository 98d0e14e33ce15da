import {
  type HeldSession,
  heldSessions,
  type OwnAccount,
  type OwnAuditEntry,
  type OwnGrant,
  type OwnReveal,
  type OwnWithdrawal,
  ownAccount,
  ownAuditEntries,
  ownGrants,
  ownReveals,
  ownWithdrawals,
} from "~/modules/identity/index.server";
import {
  type OwnCartLine,
  type OwnOrder,
  ownCarts,
  ownOrders,
  touchesOfBuyer,
} from "~/modules/ordering/index.server";
import { ownTouches } from "~/modules/sharing/index.server";
import { ownLeads } from "~/modules/wholesale/index.server";
import type { Db } from "~/platform/db/db.server";

/** Rows of one kind in one answer; more than any household has. A kind that reaches it is named in `cutOff`. */
export const MOST_OWN_ROWS = 2_000;

export interface OwnData {
  readonly account: OwnAccount;
  readonly sessions: readonly HeldSession[];
  readonly grants: readonly OwnGrant[];
  readonly orders: readonly OwnOrder[];
  readonly carts: readonly OwnCartLine[];
  readonly visits: readonly { readonly link: string; readonly at: string }[];
  readonly leads: Awaited<ReturnType<typeof ownLeads>>;
  readonly withdrawals: readonly OwnWithdrawal[];
  /** who looked behind the mask of one of these orders or requests */
  readonly reveals: readonly OwnReveal[];
  readonly log: readonly OwnAuditEntry[];
  /** kinds of which there is more than was handed out */
  readonly cutOff: readonly string[];
}

/**
 * Everything the portal holds about one person (个人信息保护法 art 45), one query a kind. Read only, so no transaction.
 * Undefined when there is no such account.
 */
export async function gatherOwnData(
  { db }: { readonly db: Db },
  { userId }: { readonly userId: string },
): Promise<OwnData | undefined> {
  const account = await ownAccount(db, userId);
  if (!account) return undefined;
  const most = MOST_OWN_ROWS;
  const [sessions, grants, orders, carts, leads, withdrawals, touchIds] = await Promise.all([
    heldSessions(db, userId, most),
    ownGrants(db, userId, most),
    ownOrders(db, userId, most),
    ownCarts(db, userId, most),
    ownLeads(db, account.phone, most),
    ownWithdrawals(db, userId, most),
    touchesOfBuyer(db, userId),
  ]);
  const subjects = [
    userId,
    ...orders.flatMap(({ id, number }) => [id, number]),
    ...leads.map(({ number }) => number),
  ];
  const numbers = {
    orders: orders.map(({ number }) => number),
    leads: leads.map(({ number }) => number),
  };
  const [log, visits, reveals] = await Promise.all([
    ownAuditEntries(db, userId, subjects, most),
    ownTouches(db, touchIds, most),
    ownReveals(db, numbers, most),
  ]);
  const kinds = { sessions, grants, orders, carts, visits, leads, withdrawals, reveals, log };
  const cutOff = Object.entries(kinds).flatMap(([kind, rows]) => (rows.length === most ? [kind] : []));
  return { account, ...kinds, cutOff };
}
