import { newId } from "~/kernel/ids";
import { maskPhone } from "~/kernel/masking";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** Another account signs in with this number; which one is not told. */
export type PhoneTaken = Refusal<"PhoneTaken">;

const claim = statement<[id: string, phone: string, now: Date], { readonly id: string }>(
  "identity.claimPhone",
  `INSERT INTO users (id, display_name, phone, created_at) VALUES ($1, '', $2, $3)
   ON CONFLICT (phone) DO NOTHING RETURNING id`,
);
const release = statement<[id: string], never>("identity.releasePhone", "DELETE FROM users WHERE id = $1");
const move = statement<[userId: string, phone: string, formerName: string, name: string], never>(
  "identity.movePhone",
  `UPDATE users SET phone = $2, display_name = CASE WHEN display_name = $3 THEN $4 ELSE display_name END
    WHERE id = $1`,
);

/**
 * Gives a locked account another number. The number is claimed by a row that lives for this transaction only: somebody
 * who signs in with it for the first time at this very moment waits and then finds it taken, or had it first. An account
 * that is called by its number is called by the new one.
 */
export async function movePhone(
  tx: Tx,
  input: { readonly userId: string; readonly from: string | null; readonly to: string; readonly now: Date },
): Promise<Result<void, PhoneTaken>> {
  const { userId, from, to, now } = input;
  const [claimed] = await tx.run(claim, [newId(now), to, now]);
  if (!claimed) return refuse({ code: "PhoneTaken" });
  await tx.run(release, [claimed.id]);
  await tx.run(move, [userId, to, from === null ? "" : maskPhone(from), maskPhone(to)]);
  return ok();
}

const selectLeft = statement<
  [codeId: string, userId: string, phone: string, since: Date],
  { readonly id: string }
>(
  "identity.phoneLeft",
  `SELECT id FROM one_time_code
    WHERE id = $1 AND user_id = $2 AND phone = $3 AND purpose = 'leavePhone' AND used_at > $4`,
);

/** Whether a person has shown by this code, since then, to still have the number that is to be left. */
export async function hasLeftPhone(
  tx: Tx,
  proof: { readonly codeId: string; readonly userId: string; readonly phone: string; readonly since: Date },
): Promise<boolean> {
  const { codeId, userId, phone, since } = proof;
  return (await tx.run(selectLeft, [codeId, userId, phone, since])).length > 0;
}
