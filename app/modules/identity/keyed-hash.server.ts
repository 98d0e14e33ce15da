import { createHmac, timingSafeEqual } from "node:crypto";

/** The server's secrets: the first makes hashes, every one is accepted. */
export type Secrets = readonly [string, ...string[]];

/**
 * HMAC-SHA-256 of a text under the server's secret. What has few possibilities (six digits, a telephone) cannot be
 * found from it by trying them all, unless the secret is known too. `use` keeps hashes of different uses apart.
 */
export function keyedHash(secret: string, use: string, text: string): Buffer {
  return createHmac("sha256", secret).update(`${use}\n${text}`).digest();
}

/** Whether a stored hash was made of this text, in a time that does not tell how much of it is right. */
export function matchesKeyedHash(stored: Uint8Array, secrets: Secrets, use: string, text: string): boolean {
  return secrets
    .map((secret) => {
      const made = keyedHash(secret, use, text);
      return made.length === stored.length && timingSafeEqual(made, stored);
    })
    .includes(true);
}
