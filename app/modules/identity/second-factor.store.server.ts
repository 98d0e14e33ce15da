import { newId, type RandomBytes } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { keyedHash, type Secrets } from "./keyed-hash.server";
import { seal, unseal } from "./seal.server";
import { drawRecoveryCode, RECOVERY_CODES } from "./second-factor";
import { stepOfCode, TOTP_SECRET_BYTES } from "./totp.server";

interface Making {
  readonly secrets: Secrets;
  readonly random: RandomBytes;
  readonly now: Date;
}

const begin = statement<[userId: string, sealed: Uint8Array, now: Date], { readonly user_id: string }>(
  "identity.beginTotp",
  `INSERT INTO totp AS t (user_id, sealed_secret, created_at) VALUES ($1, $2, $3)
   ON CONFLICT (user_id) DO UPDATE SET sealed_secret = EXCLUDED.sealed_secret, created_at = EXCLUDED.created_at
     WHERE t.confirmed_at IS NULL
   RETURNING user_id`,
);

/** A new secret for an app that is being set up; false when there is a confirmed one. */
export async function beginTotp(tx: Tx, userId: string, making: Making): Promise<boolean> {
  const sealed = seal(making.random(TOTP_SECRET_BYTES), userId, making);
  return (await tx.run(begin, [userId, sealed, making.now])).length === 1;
}

interface TotpRow {
  readonly sealed_secret: Uint8Array;
  readonly confirmed_at: Date | null;
}

const select = statement<[userId: string], TotpRow>(
  "identity.totpOfUser",
  "SELECT sealed_secret, confirmed_at FROM totp WHERE user_id = $1",
);

/** The person's app: its secret, and whether it has been confirmed by a code. */
export async function totpOfUser(
  tx: Tx,
  userId: string,
  secrets: Secrets,
): Promise<{ readonly secret: Uint8Array; readonly confirmed: boolean } | undefined> {
  const [row] = await tx.run(select, [userId]);
  const secret = row && unseal(row.sealed_secret, userId, secrets);
  return secret && { secret, confirmed: row.confirmed_at !== null };
}

/** Of several uses of one step only the first writes; so no code is taken twice, at whatever moment it comes. */
const takeStep = statement<[userId: string, step: bigint, confirmedAt: Date], { readonly user_id: string }>(
  "identity.takeTotpStep",
  `UPDATE totp SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
    WHERE user_id = $1 AND (last_step IS NULL OR last_step < $2)
   RETURNING user_id`,
);

/** What a code is tried against: `worldNow` is the world's time, which a demo's moved clock is not. */
export interface TotpTry {
  readonly userId: string;
  readonly code: string;
  readonly worldNow: Date;
}

/** Takes a code of the person's app, and with the first one confirms the app. False for a wrong or a used one. */
export async function takeTotp(
  tx: Tx,
  { userId, code, worldNow }: TotpTry,
  { secrets, now }: { readonly secrets: Secrets; readonly now: Date },
): Promise<boolean> {
  const app = await totpOfUser(tx, userId, secrets);
  const step = app && stepOfCode(app.secret, code, worldNow);
  return step !== undefined && (await tx.run(takeStep, [userId, step, now])).length === 1;
}

const recoveryHash = (secret: string, userId: string, code: string) =>
  keyedHash(secret, "recovery code", `${userId} ${code}`);

/** Ten new codes in place of all former ones. They exist in the answer only. */
export async function replaceRecoveryCodes(tx: Tx, userId: string, making: Making): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => drawRecoveryCode(making.random));
  await tx.prisma.recoveryCode.deleteMany({ where: { userId } });
  await tx.prisma.recoveryCode.createMany({
    data: codes.map((code) => ({
      id: newId(making.now),
      userId,
      codeHash: new Uint8Array(recoveryHash(making.secrets[0], userId, code.replaceAll("-", ""))),
    })),
  });
  return codes;
}

const useCode = statement<
  [userId: string, hashes: readonly Uint8Array[], now: Date],
  { readonly id: string }
>(
  "identity.useRecoveryCode",
  `UPDATE recovery_code SET used_at = $3
    WHERE user_id = $1 AND code_hash = ANY($2::bytea[]) AND used_at IS NULL RETURNING id`,
);

/** Uses up a recovery code, given without dashes; false when there is no such one left. */
export async function takeRecoveryCode(
  tx: Tx,
  { userId, code }: { readonly userId: string; readonly code: string },
  { secrets, now }: { readonly secrets: Secrets; readonly now: Date },
): Promise<boolean> {
  const hashes = secrets.map((secret) => recoveryHash(secret, userId, code));
  return (await tx.run(useCode, [userId, hashes, now])).length === 1;
}

export async function forgetRecoveryCodes(tx: Tx, userId: string): Promise<void> {
  await tx.prisma.recoveryCode.deleteMany({ where: { userId } });
}

/** Takes the app away; what stood in for it is the caller's to decide. */
export async function removeTotp(tx: Tx, userId: string): Promise<void> {
  await tx.prisma.totp.deleteMany({ where: { userId } });
}
