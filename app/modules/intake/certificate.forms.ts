import { z } from "zod";
import { BASES, OCCASIONS } from "./certificate";
import { readWeight } from "./slip.forms";

/** Shapes of the forms about certificates. Messages are codes; the catalogues have the words. */

export const issueForm = z.object({
  kilograms: z.string().transform((typed, context) => {
    const grams = readWeight(typed, "kilogram");
    if (grams !== undefined && grams > 0n) return grams;
    context.addIssue({ code: "custom", message: "weightUnreadable" });
    return z.NEVER;
  }),
  basis: z.array(z.enum(BASES, "basisMissing"), "basisMissing").min(1, "basisMissing"),
  occasion: z.enum(OCCASIONS, "occasionMissing").default("first"),
});

export const voidForm = z.object({
  certificateId: z.uuid(),
  reason: z.string().trim().min(1, "reasonMissing").max(200, "tooLong"),
});
