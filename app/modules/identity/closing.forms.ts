import { z } from "zod";
import { MOST_AUDIT_REASON } from "./audit";

/** The form of /admin/grants/:id/closing. Messages are codes; the screen gives them words. */
export const closingForm = z.object({
  reason: z.string().trim().min(2, "required").max(MOST_AUDIT_REASON, "tooLong"),
  understood: z.literal("on", "understood"),
});
