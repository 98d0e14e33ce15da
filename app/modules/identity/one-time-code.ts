import { MINUTE_MS, SECOND_MS } from "~/kernel/clock";
import type { RandomBytes } from "~/kernel/ids";
import type { Refusal } from "~/kernel/result";

/** A million possibilities, five guesses: one chance in two hundred thousand for each code sent. */
export const CODE_DIGITS = 6;
export const CODE_LIVES_MS = 5 * MINUTE_MS;
export const MOST_ATTEMPTS = 5;
export const RESEND_AFTER_MS = 60 * SECOND_MS;

/** What a code is good for; one sent for one purpose is worth nothing for another. */
export const CODE_PURPOSES = ["signIn", "prove", "leavePhone", "takePhone"] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

/** The digits typed are not those sent. */
export type CodeWrong = Refusal<"CodeWrong"> & { readonly attemptsLeft: number };
/** Too old, used, guessed at too often, or never sent: only a new one helps. Which of these is not told. */
export type CodeOver = Refusal<"CodeOver">;

const POSSIBILITIES = 10 ** CODE_DIGITS;
/** Draws above the last whole round are drawn again, so that every code is as likely as the others. */
const FAIR = 2 ** 32 - (2 ** 32 % POSSIBILITIES);

/** Six random digits. */
export function drawCode(random: RandomBytes): string {
  for (;;) {
    const drawn = random(4).reduce((value, byte) => value * 256 + byte, 0);
    if (drawn < FAIR) return String(drawn % POSSIBILITIES).padStart(CODE_DIGITS, "0");
  }
}
