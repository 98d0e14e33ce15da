import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const select = statement<[phone: string], { readonly id: string; readonly hash: string | null }>(
  "identity.passwordOfPhone",
  "SELECT u.id, p.hash FROM users u LEFT JOIN password p ON p.user_id = u.id WHERE u.phone = $1",
);

/** The stored password of whoever a number belongs to; both missing when nobody or none. */
export async function passwordOfPhone(
  tx: Tx,
  phone: string,
): Promise<{ readonly userId: string | undefined; readonly hash: string | undefined }> {
  const [row] = await tx.run(select, [phone]);
  return { userId: row?.id, hash: row?.hash ?? undefined };
}

const keep = statement<[userId: string, hash: string, now: Date], never>(
  "identity.keepPassword",
  `INSERT INTO password (user_id, hash, changed_at) VALUES ($1, $2, $3)
   ON CONFLICT (user_id) DO UPDATE SET hash = EXCLUDED.hash, changed_at = EXCLUDED.changed_at`,
);

export async function keepPassword(tx: Tx, userId: string, hash: string, now: Date): Promise<void> {
  await tx.run(keep, [userId, hash, now]);
}
