import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** Orders that wait for a cooperative's hands. */
export interface DeskWaiting {
  /** paid, and their goods are due: there, or from a harvest that should be in */
  readonly toPack: number;
  readonly toShip: number;
  /** of both, those whose promised last day of sending is over */
  readonly late: number;
  /** paid, and their harvest is still to come */
  readonly ahead: number;
  /** sent `ARRIVES_WITHIN_DAYS` ago or earlier, and nobody has said that they arrived: their time for claims has not begun */
  readonly underWayLong: number;
}

/** A parcel of fresh goods is there after days; what takes longer is lost, or nobody has marked it as arrived. */
export const ARRIVES_WITHIN_DAYS = 7;

const WAITING = statement<[cooperativeId: string, today: string, sentBefore: Date], DeskWaiting>(
  "ordering.deskWaiting",
  `SELECT count(*) FILTER (WHERE state = 'paid' AND (ships_from IS NULL OR ships_from <= $2::date))::int AS "toPack",
     count(*) FILTER (WHERE state = 'packed')::int AS "toShip",
     count(*) FILTER (WHERE state <> 'shipped' AND ships_until < $2::date)::int AS late,
     count(*) FILTER (WHERE state = 'paid' AND ships_from > $2::date)::int AS ahead,
     count(*) FILTER (WHERE state = 'shipped' AND shipped_at <= $3)::int AS "underWayLong"
   FROM orders WHERE cooperative_id = $1 AND state IN ('paid', 'packed', 'shipped')`,
);

/** What waits to be packed and sent now, what of it is late, what waits for its harvest, and what never arrived. */
export async function deskWaiting(
  tx: Tx,
  { cooperativeId, now }: { readonly cooperativeId: string; readonly now: Date },
): Promise<DeskWaiting> {
  const sentBefore = addMs(now, -ARRIVES_WITHIN_DAYS * DAY_MS);
  const [row] = await tx.run(WAITING, [cooperativeId, shanghaiDay(now), sentBefore]);
  return row ?? { toPack: 0, toShip: 0, late: 0, ahead: 0, underWayLong: 0 };
}
