import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import type { RandomBytes } from "~/kernel/ids";
import type { Secrets } from "./keyed-hash.server";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = "aes-256-gcm";

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "identity seal", 32));
}

/**
 * Seals a secret that must be read again (unlike a password) for the database: AES-256-GCM under a key made of the
 * server's secret. `owner` is bound in, so that one person's sealed secret opens nothing in another's row.
 */
export function seal(
  text: Uint8Array,
  owner: string,
  { secrets, random }: { readonly secrets: Secrets; readonly random: RandomBytes },
): Uint8Array<ArrayBuffer> {
  const nonce = Buffer.from(random(NONCE_BYTES));
  const cipher = createCipheriv(CIPHER, keyOf(secrets[0]), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/** Opens what `seal` made under the present secret or a former one; undefined when none of them fits. */
export function unseal(sealed: Uint8Array, owner: string, secrets: Secrets): Buffer | undefined {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  for (const secret of secrets) {
    try {
      const options = { authTagLength: TAG_BYTES };
      const opening = createDecipheriv(CIPHER, keyOf(secret), nonce, options)
        .setAAD(Buffer.from(owner))
        .setAuthTag(tag);
      return Buffer.concat([opening.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), opening.final()]);
    } catch {
      // Made under another secret; the next one may fit.
    }
  }
  return undefined;
}
