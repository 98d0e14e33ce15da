import { z } from "zod";

/** The buttons of /account/privacy. Messages are codes; the screen gives them words. */
export const privacyForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("withdraw"), orderId: z.uuid(), version: z.string().min(1).max(40) }),
  z.object({ intent: z.literal("close"), understood: z.literal("on", "understood") }),
]);
