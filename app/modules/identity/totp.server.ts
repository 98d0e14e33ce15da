import { Secret, TOTP } from "otpauth";

/** RFC 6238 with what every authenticator app understands: SHA-1, six digits, thirty seconds. */
const PERIOD_SECONDS = 30;
const SHAPE = { algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS } as const;
/** RFC 4226 §4 wants 160 bits. */
export const TOTP_SECRET_BYTES = 20;
/** One step before and one after: clocks of telephones are not ours (RFC 6238 §5.2). */
const WINDOW = 1;

function appOf(secret: Uint8Array, name: { readonly issuer: string; readonly label: string }): TOTP {
  return new TOTP({ ...SHAPE, ...name, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) });
}

/** For an authenticator app: what the square code holds, and the same secret for typing by hand. */
export function totpSetup(
  secret: Uint8Array,
  name: { readonly issuer: string; readonly label: string },
): { readonly uri: string; readonly typed: string } {
  const app = appOf(secret, name);
  const typed = app.secret.base32.replaceAll(/(.{4})(?=.)/g, "$1 ");
  return { uri: app.toString(), typed };
}

/** The step of time a code belongs to; undefined when it is none of those around `now`. Compared in constant time. */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): bigint | undefined {
  const app = appOf(secret, { issuer: "", label: "" });
  const timestamp = now.getTime();
  const delta = app.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? undefined : BigInt(app.counter({ timestamp }) + delta);
}
