import type { RandomBytes } from "~/kernel/ids";
import type { Refusal } from "~/kernel/result";

/** Neither a code of the app that is new, nor a recovery code that is left. */
export type SecondFactorWrong = Refusal<"SecondFactorWrong">;
/** There is an authenticator app already; it is removed first. */
export type TotpInUse = Refusal<"TotpInUse">;

export const RECOVERY_CODES = 10;

/** Letters and digits that cannot be taken for each other. 16 of 31 symbols: 79 bits, beyond any guessing. */
const SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 16;
const FAIR = 256 - (256 % SYMBOLS.length);

/** A code such as `7K3M-9QXA-WB2P-H4TD`. */
export function drawRecoveryCode(random: RandomBytes): string {
  let drawn = "";
  while (drawn.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      if (byte < FAIR && drawn.length < LENGTH) drawn += SYMBOLS.charAt(byte % SYMBOLS.length);
    }
  }
  return drawn.replaceAll(/(.{4})(?=.)/g, "$1-");
}

/** What somebody typed as a second factor: six digits of the app or a recovery code, with or without its dashes. */
export function readSecondFactor(
  typed: string,
): { readonly kind: "totp" | "recoveryCode"; readonly code: string } | undefined {
  const plain = typed.normalize("NFKC").toUpperCase().replaceAll(/[\s-]/g, "");
  if (/^\d{6}$/.test(plain)) return { kind: "totp", code: plain };
  return plain.length === LENGTH ? { kind: "recoveryCode", code: plain } : undefined;
}
