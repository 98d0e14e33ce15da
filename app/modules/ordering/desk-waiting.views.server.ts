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
}

const WAITING = statement<[cooperativeId: string, today: string], DeskWaiting>(
  "ordering.deskWaiting",
  `SELECT count(*) FILTER (WHERE state = 'paid' AND (ships_from IS NULL OR ships_from <= $2::date))::int AS "toPack",
     count(*) FILTER (WHERE state = 'packed')::int AS "toShip",
     count(*) FILTER (WHERE ships_until < $2::date)::int AS late,
     count(*) FILTER (WHERE state = 'paid' AND ships_from > $2::date)::int AS ahead
   FROM orders WHERE cooperative_id = $1 AND state IN ('paid', 'packed')`,
);

/** What waits to be packed and sent on a day (YYYY-MM-DD), what of it is late, and what waits for its harvest. */
export async function deskWaiting(
  tx: Tx,
  { cooperativeId, today }: { readonly cooperativeId: string; readonly today: string },
): Promise<DeskWaiting> {
  const [row] = await tx.run(WAITING, [cooperativeId, today]);
  return row ?? { toPack: 0, toShip: 0, late: 0, ahead: 0 };
}
