import { z } from "zod";

export const LONGEST_DISPLAY_NAME = 40;

/** What somebody wants to be called. Control characters would break lists and exports. */
export const displayNameForm = z.object({
  displayName: z
    .string()
    .trim()
    .min(1, "required")
    .max(LONGEST_DISPLAY_NAME, "tooLong")
    .refine((text) => !/\p{C}/u.test(text), "unprintable"),
});

/** The buttons of /account/privacy. Messages are codes; the screen gives them words. */
export const privacyForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("withdraw"), orderId: z.uuid(), version: z.string().min(1).max(40) }),
  z.object({ intent: z.literal("close"), understood: z.literal("on", "understood") }),
]);
