import { Secret, TOTP } from "otpauth";

/** The six digits that an authenticator app with this secret shows at a moment. */
export function codeOfApp(secret: Uint8Array, now: Date): string {
  const key = new Secret({ buffer: Uint8Array.from(secret).buffer });
  const app = new TOTP({ secret: key, algorithm: "SHA1", digits: 6, period: 30 });
  return app.generate({ timestamp: now.getTime() });
}
