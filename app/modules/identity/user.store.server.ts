import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { maskPhone } from "~/kernel/masking";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Viewer } from "./access";
import { grantsOf } from "./grant.store.server";

export interface NewUser {
  readonly displayName: string;
  /** a mobile number in digits, or null for a person who does not sign in by phone */
  readonly phone: string | null;
  readonly now: Date;
}

export async function createUser(tx: Tx, user: NewUser): Promise<{ readonly userId: string }> {
  const userId = newId(user.now);
  await tx.prisma.user.create({
    data: { id: userId, displayName: user.displayName, phone: user.phone, createdAt: user.now },
  });
  return { userId };
}

const findByPhone = statement<[phone: string], { readonly id: string }>(
  "identity.userByPhone",
  "SELECT id FROM users WHERE phone = $1",
);

const insertBuyer = statement<[id: string, name: string, phone: string, now: Date], { readonly id: string }>(
  "identity.createBuyer",
  `INSERT INTO users (id, display_name, phone, created_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (phone) DO NOTHING RETURNING id`,
);

/** The person of a mobile number. */
export async function userByPhone(tx: Tx, phone: string): Promise<{ readonly userId: string } | undefined> {
  const [row] = await tx.run(findByPhone, [phone]);
  return row && { userId: row.id };
}

/**
 * The person of a mobile number that has just been proven; the first time an account is made, called by the number
 * with its middle hidden until its owner gives a name. Two proofs at once make one account.
 */
export async function userOfProvenPhone(
  tx: Tx,
  phone: string,
  now: Date,
): Promise<{ readonly userId: string }> {
  const known = await userByPhone(tx, phone);
  if (known) return known;
  const [made] = await tx.run(insertBuyer, [newId(now), maskPhone(phone), phone, now]);
  const user = made ? { userId: made.id } : await userByPhone(tx, phone);
  invariant(user, "a number that could not be taken belongs to somebody");
  return user;
}

const rename = statement<[userId: string, displayName: string], { readonly before: string }>(
  "identity.renameUser",
  `WITH was AS (SELECT id, display_name AS before FROM users WHERE id = $1 AND closed_at IS NULL FOR UPDATE)
   UPDATE users u SET display_name = $2 FROM was WHERE u.id = was.id RETURNING was.before`,
);

/** Gives a person the name to be called by, and says what it was; undefined for an account that is closed. */
export async function renameUser(tx: Tx, userId: string, displayName: string): Promise<string | undefined> {
  return (await tx.run(rename, [userId, displayName]))[0]?.before;
}

/** A person with the duties held now. */
export async function viewerById(tx: Tx, userId: string, now: Date): Promise<Viewer | undefined> {
  const user = await tx.prisma.user.findUnique({ where: { id: userId }, select: { displayName: true } });
  if (!user) return undefined;
  return { userId, displayName: user.displayName, grants: await grantsOf(tx, userId, now) };
}

/** The mobile number a person signs in with; null for none. */
export async function phoneOfUser(tx: Tx, userId: string): Promise<string | null> {
  const user = await tx.prisma.user.findUnique({ where: { id: userId }, select: { phone: true } });
  return user?.phone ?? null;
}
