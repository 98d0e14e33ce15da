import { z } from "zod";

export const MOST_WHO_ASKED = 120;

/** Who asked, and by what the desk knew that it was them. Control characters would break the log. */
const whoAsked = z
  .string()
  .trim()
  .min(2, "whoMissing")
  .max(MOST_WHO_ASKED, "tooLong")
  .refine((text) => !/\p{C}/u.test(text), "unprintable");

/** The forms of /coop/:slug/households/:number/data. Messages are codes; the screen gives them words. */
export const householdDataForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("handOut"), whoAsked }),
  z.object({ intent: z.literal("leave"), whoAsked, understood: z.literal("on", "understood") }),
]);
