import { type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";

/**
 * scrypt as OWASP's cheat sheet on password storage (2024) asks for it, in the variant of little memory: 32 MiB and
 * three passes. Parameters stand in the stored text, so that they can be raised while old passwords stay good.
 */
const COST = { logN: 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** `scrypt$15$8$3$SALT$KEY`, the last two in base64url. */
const STORED = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

interface Cost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** The same characters typed on different keyboards are the same password (RFC 8265). */
const plain = (password: string) => password.normalize("NFKC");

function derive(password: string, salt: Uint8Array, { logN, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(plain(password), salt, KEY_BYTES, options, (fault, key) => (fault ? reject(fault) : resolve(key)));
  });
}

/** What is stored instead of a password. Takes about a tenth of a second on purpose. */
export async function hashPassword(password: string, random: RandomBytes): Promise<string> {
  const salt = Buffer.from(random(SALT_BYTES));
  const key = await derive(password, salt, COST);
  return `scrypt$${COST.logN}$${COST.r}$${COST.p}$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/**
 * Whether a password is the stored one. Without a stored one the same work is done for nothing, so that the time does
 * not tell who has a password, or an account at all.
 */
export async function matchesPassword(stored: string | undefined, password: string): Promise<boolean> {
  if (stored === undefined) {
    await derive(password, Buffer.alloc(SALT_BYTES), COST);
    return false;
  }
  const [, logN, r, p, salt, key] = STORED.exec(stored) ?? [];
  invariant(salt && key, "a stored password is a hash we made");
  const wanted = Buffer.from(key, "base64url");
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const made = await derive(password, Buffer.from(salt, "base64url"), cost);
  return made.length === wanted.length && timingSafeEqual(made, wanted);
}
