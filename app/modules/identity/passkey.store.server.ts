import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { CHALLENGE_LIVES_MS, LONGEST_PASSKEY_NAME } from "./passkey";

/** Keeps a challenge until an authenticator has signed it. */
export async function keepChallenge(
  tx: Tx,
  input: { readonly challenge: string; readonly userId: string | null; readonly now: Date },
): Promise<{ readonly challengeId: string }> {
  const { challenge, userId, now } = input;
  const challengeId = newId(now);
  const expiresAt = addMs(now, CHALLENGE_LIVES_MS);
  await tx.prisma.passkeyChallenge.create({ data: { id: challengeId, challenge, userId, expiresAt } });
  return { challengeId };
}

/** Deleting is taking: of two answers to one challenge only the first finds it. */
const take = statement<[id: string, userId: string | null, now: Date], { readonly challenge: string }>(
  "identity.takeChallenge",
  `DELETE FROM passkey_challenge
    WHERE id = $1 AND user_id IS NOT DISTINCT FROM $2::uuid AND expires_at > $3 RETURNING challenge`,
);

/** The challenge that was kept for this person (null: for signing in), which is then gone. */
export async function takeChallenge(
  tx: Tx,
  input: { readonly challengeId: string; readonly userId: string | null; readonly now: Date },
): Promise<string | undefined> {
  const [row] = await tx.run(take, [input.challengeId, input.userId, input.now]);
  return row?.challenge;
}

const forget = statement<[now: Date], never>(
  "identity.forgetChallenges",
  "DELETE FROM passkey_challenge WHERE expires_at < $1",
);

export async function forgetChallenges(tx: Tx, now: Date): Promise<void> {
  await tx.run(forget, [now]);
}

/** A key as it proves itself. */
export interface StoredPasskey {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: bigint;
  readonly transports: readonly string[];
}

export async function passkeyByCredential(tx: Tx, credentialId: string): Promise<StoredPasskey | undefined> {
  const row = await tx.prisma.passkey.findUnique({ where: { credentialId } });
  return row ?? undefined;
}

export interface NewPasskey {
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: bigint;
  readonly transports: readonly string[];
  readonly multiDevice: boolean;
  readonly backedUp: boolean;
  readonly name: string;
  readonly now: Date;
}

const insert = statement<
  [string, string, string, Uint8Array, bigint, readonly string[], boolean, boolean, string, Date],
  { readonly id: string }
>(
  "identity.keepPasskey",
  `INSERT INTO passkey (id, user_id, credential_id, public_key, counter, transports, multi_device, backed_up, name,
                        created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
   ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
);

/** False when the key belongs to somebody already. */
export async function keepPasskey(tx: Tx, key: NewPasskey): Promise<boolean> {
  const made = await tx.run(insert, [
    newId(key.now),
    key.userId,
    key.credentialId,
    key.publicKey,
    key.counter,
    key.transports,
    key.multiDevice,
    key.backedUp,
    key.name.slice(0, LONGEST_PASSKEY_NAME),
    key.now,
  ]);
  return made.length === 1;
}

/** A counter that does not rise tells of a copied key (WebAuthn §6.1.1); those that stay at 0 do not count. */
const use = statement<[id: string, counter: bigint, backedUp: boolean, now: Date], { readonly id: string }>(
  "identity.writePasskeyUse",
  `UPDATE passkey SET counter = $2, backed_up = $3, last_used_at = $4
    WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING id`,
);

/** Writes a use down; false when the counter says that the key has a copy. */
export async function writePasskeyUse(
  tx: Tx,
  input: { readonly id: string; readonly counter: bigint; readonly backedUp: boolean; readonly now: Date },
): Promise<boolean> {
  return (await tx.run(use, [input.id, input.counter, input.backedUp, input.now])).length === 1;
}

/** What the list of one's own keys shows. */
export interface OwnPasskey {
  readonly id: string;
  readonly credentialId: string;
  readonly name: string;
  readonly backedUp: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export async function passkeysOfUser(tx: Tx, userId: string): Promise<OwnPasskey[]> {
  return tx.prisma.passkey.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { id: true, credentialId: true, name: true, backedUp: true, createdAt: true, lastUsedAt: true },
  });
}

export async function renamePasskey(
  tx: Tx,
  input: { readonly userId: string; readonly id: string; readonly name: string },
): Promise<void> {
  const { userId, id, name } = input;
  await tx.prisma.passkey.updateMany({ where: { id, userId }, data: { name } });
}

export async function removePasskey(
  tx: Tx,
  { userId, id }: { readonly userId: string; readonly id: string },
): Promise<{ readonly name: string } | undefined> {
  const kept = await tx.prisma.passkey.findFirst({ where: { id, userId }, select: { name: true } });
  if (kept) await tx.prisma.passkey.deleteMany({ where: { id, userId } });
  return kept ?? undefined;
}
