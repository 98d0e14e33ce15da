import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** What was kept long enough, in pieces of `limit` rows; each answers how many rows there were. */
export interface Forgetting {
  readonly before: Date;
  readonly limit: number;
}

type Forgotten = { readonly id: string };

const sessions = statement<[before: Date, limit: number], Forgotten>(
  "identity.forgetSessions",
  `DELETE FROM session WHERE id IN
     (SELECT id FROM session WHERE coalesce(revoked_at, expires_at) < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/** Sessions that were ended or ran out before `before`. */
export async function forgetSessions(tx: Tx, { before, limit }: Forgetting): Promise<number> {
  return (await tx.run(sessions, [before, limit])).length;
}

const invitations = statement<[before: Date, limit: number], Forgotten>(
  "identity.forgetInvitations",
  `DELETE FROM invitation WHERE id IN
     (SELECT id FROM invitation WHERE least(expires_at, withdrawn_at, accepted_at) < $1
       LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/** Invitations that were taken up, withdrawn or ran out before `before`; what was granted by them stays in the grants. */
export async function forgetInvitations(tx: Tx, { before, limit }: Forgetting): Promise<number> {
  return (await tx.run(invitations, [before, limit])).length;
}
