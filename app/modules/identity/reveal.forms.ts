import { z } from "zod";
import { REVEAL_PURPOSES, type RevealedKind } from "./reveal";

export const MOST_REVEAL_WORDS = 100;

/** The buttons under "show": each is a purpose; `other` wants words. */
export function revealForm<Kind extends RevealedKind>(kind: Kind) {
  const purposes: readonly (typeof REVEAL_PURPOSES)[Kind][number][] = REVEAL_PURPOSES[kind];
  return z
    .object({
      purpose: z.enum(purposes, "purpose"),
      words: z.string().trim().max(MOST_REVEAL_WORDS, "wordsLong").default(""),
    })
    .refine(({ purpose, words }) => purpose !== "other" || words.length >= 2, {
      path: ["words"],
      message: "words",
    });
}
