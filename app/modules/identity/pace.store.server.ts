import { addMs } from "~/kernel/clock";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { keyedHash, type Secrets } from "./keyed-hash.server";
import { PACES, type PaceName, secondsToWait, type TryLater } from "./pace";

/** One try: of which kind, and by which telephone, address or person. */
export interface PacedTry {
  readonly pace: PaceName;
  readonly subject: string;
}

/**
 * The generic cell rate algorithm in one conditional write: tries move the moment until which they are spent; none is
 * taken that would move it further ahead than a burst reaches. Tries at once wait for each other's row.
 */
const take = statement<
  [key: Uint8Array, now: Date, first: Date, regainMs: number, furthest: Date],
  { readonly spent_until: Date }
>(
  "identity.takePace",
  `INSERT INTO pace AS p (key, spent_until) VALUES ($1, $3)
   ON CONFLICT (key) DO UPDATE
     SET spent_until = greatest(p.spent_until, $2::timestamptz) + $4 * interval '1 millisecond'
     WHERE greatest(p.spent_until, $2::timestamptz) + $4 * interval '1 millisecond' <= $5
   RETURNING spent_until`,
);

const look = statement<[key: Uint8Array], { readonly spent_until: Date }>(
  "identity.lookAtPace",
  "SELECT spent_until FROM pace WHERE key = $1",
);

/**
 * Takes one try of each kind, or refuses with the time to wait. Inside a transaction that then rolls back nothing is
 * taken. Always in the order given, so that two who share several limits cannot hold each other up.
 */
export async function takePaces(
  tx: Tx,
  tries: readonly PacedTry[],
  { secrets, now }: { readonly secrets: Secrets; readonly now: Date },
): Promise<Result<void, TryLater>> {
  for (const { pace, subject } of tries) {
    const limit = PACES[pace];
    const key = keyedHash(secrets[0], `pace ${pace}`, subject);
    const furthest = addMs(now, limit.burst * limit.regainMs);
    const taken = await tx.run(take, [key, now, addMs(now, limit.regainMs), limit.regainMs, furthest]);
    if (taken.length > 0) continue;
    const [spent] = await tx.run(look, [key]);
    const waitSeconds = secondsToWait(limit, spent?.spent_until ?? now, now);
    return refuse({ code: "TryLater", pace, waitSeconds });
  }
  return ok();
}

const forget = statement<[now: Date], never>(
  "identity.forgetPaces",
  "DELETE FROM pace WHERE spent_until < $1",
);

/** Lets go of those who have regained all their tries: a missing row means the same. */
export async function forgetPaces(tx: Tx, now: Date): Promise<void> {
  await tx.run(forget, [now]);
}
