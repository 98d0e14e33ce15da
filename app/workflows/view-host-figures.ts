import { type Fen, sumFen } from "~/kernel/money";
import { addDays, type Period, startOfShanghaiDay } from "~/kernel/period";
import type { Locale } from "~/kernel/text";
import { type ComparedFigures, commissionOf, salesFigures } from "~/modules/ordering/index.server";
import { type HostLink, hostLinks, refundedParts } from "~/modules/sharing/index.server";
import type { Tx } from "~/platform/db/db.server";

/** What a host's links brought in a period, and what she has of it. */
export interface HostFigures {
  readonly sales: ComparedFigures;
  readonly links: readonly HostLink[];
  /** on sales whose claim window is still open */
  readonly pendingFen: Fen;
  /** on sales that are settled */
  readonly earnedFen: Fen;
}

/** Reads a host's own figures. Four queries. */
export async function viewHostFigures(
  tx: Tx,
  input: { readonly hostId: string; readonly period: Period; readonly locale: Locale },
): Promise<HostFigures> {
  const { hostId, period, locale } = input;
  const time = {
    hostId,
    from: startOfShanghaiDay(period.from),
    until: startOfShanghaiDay(addDays(period.to, 1)),
  };
  const [sales, links, { whole, parts }] = await Promise.all([
    salesFigures(tx, { scope: { of: "host", id: hostId }, period }),
    hostLinks(tx, { ...time, locale }),
    commissionOf(tx, time),
  ]);
  const kept = parts.map(({ settled, refundedFen, legs }) => {
    const taken = refundedParts(
      legs.map((leg) => leg.fen),
      refundedFen,
    );
    const fen = sumFen(legs.map((leg, index) => (leg.own ? leg.fen - (taken[index] ?? 0n) : 0n)));
    return { settled, fen };
  });
  const of = (settled: boolean) =>
    sumFen(kept.filter((part) => part.settled === settled).map((part) => part.fen));
  return {
    sales,
    links,
    pendingFen: whole.pendingFen + of(false),
    earnedFen: whole.earnedFen + of(true),
  };
}
