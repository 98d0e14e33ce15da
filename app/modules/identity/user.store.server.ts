import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
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

/** A person with the duties held now. */
export async function viewerById(tx: Tx, userId: string, now: Date): Promise<Viewer | undefined> {
  const user = await tx.prisma.user.findUnique({ where: { id: userId }, select: { displayName: true } });
  if (!user) return undefined;
  return { userId, displayName: user.displayName, grants: await grantsOf(tx, userId, now) };
}
