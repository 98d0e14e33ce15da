import { MINUTE_MS } from "~/kernel/clock";
import type { Refusal } from "~/kernel/result";

/** The signature, its challenge or its origin is not right, or nobody here knows the key. */
export type PasskeyRefused = Refusal<"PasskeyRefused">;
export type TooManyPasskeys = Refusal<"TooManyPasskeys">;

export const MOST_PASSKEYS = 10;
export const LONGEST_PASSKEY_NAME = 40;
/** Time to find one's finger or security key. */
export const CHALLENGE_LIVES_MS = 5 * MINUTE_MS;
