import { keptUntil, RETENTION } from "~/modules/identity/retention";

interface ClosingOrder {
  readonly number: string;
  readonly paid: boolean;
  readonly endedAt: string | null;
}
interface ClosingGrant {
  readonly revokedAt: string | null;
  readonly validUntil: string | null;
}

/** What closing an account would come to, said before it is asked for. */
export interface ClosingPlan {
  readonly duties: number;
  readonly underWay: readonly string[];
  /** paid orders and the day on which their buyer is taken out */
  readonly locked: readonly { readonly number: string; readonly until: Date }[];
  readonly unpaid: number;
}

/** Pure: from what the portal holds about a person. */
export function closingPlan(
  own: { readonly orders: readonly ClosingOrder[]; readonly grants: readonly ClosingGrant[] },
  now: Date,
): ClosingPlan {
  const open = own.grants.filter(
    ({ revokedAt, validUntil }) => revokedAt === null && (validUntil === null || new Date(validUntil) > now),
  );
  const over = own.orders.filter(({ endedAt }) => endedAt !== null);
  return {
    duties: open.length,
    underWay: own.orders.filter(({ endedAt }) => endedAt === null).map(({ number }) => number),
    locked: over
      .filter(({ paid }) => paid)
      .map(({ number, endedAt }) => ({
        number,
        until: keptUntil(RETENTION.paidOrders, new Date(endedAt ?? now)),
      })),
    unpaid: over.filter(({ paid }) => !paid).length,
  };
}
