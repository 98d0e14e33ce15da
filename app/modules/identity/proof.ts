import { addMs, MINUTE_MS } from "~/kernel/clock";

/**
 * What counts as a second factor. A passkey is one by itself: the device is had and its owner verified. `demo` is the
 * one-tap sign-in of a demo, where there is nothing to steal.
 */
export const SECOND_FACTORS = ["totp", "recoveryCode", "passkey", "demo"] as const;
export type SecondFactor = (typeof SECOND_FACTORS)[number];

/** How long a proof is fresh enough to change how one signs in. */
export const PROOF_FRESH_MS = 15 * MINUTE_MS;

/** What a session knows of its person's presence. */
export interface Proof {
  readonly provenAt: Date;
  readonly steppedUpAt: Date | null;
}

/**
 * Whether the way of signing in may be changed now: proven a moment ago, and by the second factor where the person
 * has one, so that a telephone left on a table or a stolen SIM card cannot take the account over.
 */
export function isFresh(proof: Proof, hasSecondFactor: boolean, now: Date): boolean {
  const at = hasSecondFactor ? proof.steppedUpAt : proof.provenAt;
  return at !== null && now < addMs(at, PROOF_FRESH_MS);
}
