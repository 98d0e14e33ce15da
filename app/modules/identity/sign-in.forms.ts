import { z } from "zod";
import { MOBILE_PATTERN, plainMobile } from "~/kernel/mobile";

/** Messages are codes; the screens give them words. */
export const mobileField = z.string().transform(plainMobile).pipe(z.string().regex(MOBILE_PATTERN, "phone"));

/** Six digits as people type and paste them. */
export const codeField = z
  .string()
  .transform((typed) => typed.normalize("NFKC").replaceAll(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "code"));

export const signInForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send"), phone: mobileField }),
  z.object({ intent: z.literal("again"), codeId: z.uuid("code") }),
  z.object({ intent: z.literal("code"), codeId: z.uuid("code"), code: codeField }),
]);
