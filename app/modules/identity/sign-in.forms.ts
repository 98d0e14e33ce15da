import { z } from "zod";
import { MOBILE_PATTERN, plainMobile } from "~/kernel/mobile";
import { LONGEST_PASSKEY_NAME } from "./passkey";

/** Messages are codes; the screens give them words. */
export const mobileField = z.string().transform(plainMobile).pipe(z.string().regex(MOBILE_PATTERN, "phone"));

/** Six digits as people type and paste them. */
export const codeField = z
  .string()
  .transform((typed) => typed.normalize("NFKC").replaceAll(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "code"));

/** What a device answered, as JSON; the library judges it. */
const passkeyAnswer = {
  challengeId: z.uuid("passkey"),
  answer: z.string().min(1, "passkey").max(20_000, "passkey"),
};

export const signInForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send"), phone: mobileField }),
  z.object({ intent: z.literal("passkey"), ...passkeyAnswer }),
  z.object({ intent: z.literal("again"), codeId: z.uuid("code") }),
  z.object({ intent: z.literal("code"), codeId: z.uuid("code"), code: codeField }),
]);

export const passwordSignInForm = z.object({
  phone: mobileField,
  password: z.string().min(1, "required").max(1000, "passwordLong"),
});

export const proveForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("secondFactor"), code: z.string().trim().min(1, "required").max(40, "code") }),
  z.object({ intent: z.literal("passkey"), ...passkeyAnswer }),
  z.object({ intent: z.literal("send") }),
  z.object({ intent: z.literal("code"), codeId: z.uuid("code"), code: codeField }),
]);

/** The steps of changing one's number; which of them may be taken is decided by what has been shown before. */
export const changePhoneForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sendOld") }),
  z.object({ intent: z.literal("sendNew"), phone: mobileField }),
  z.object({ intent: z.literal("again"), codeId: z.uuid("code") }),
  z.object({ intent: z.literal("code"), codeId: z.uuid("code"), code: codeField }),
]);

/** Whether it will do is decided with the person's number at hand, by `passwordProblem`. */
export const newPasswordForm = z.object({ password: z.string().max(1000, "passwordLong") });

export const totpForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("confirm"), code: codeField }),
  z.object({ intent: z.literal("remove") }),
  z.object({ intent: z.literal("codes") }),
]);

export const securityForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("revoke"), sessionId: z.uuid() }),
  z.object({ intent: z.literal("revokeOthers") }),
]);

const passkeyName = z.string().trim().min(1, "required").max(LONGEST_PASSKEY_NAME, "required");

export const passkeysForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add"), name: passkeyName, ...passkeyAnswer }),
  z.object({ intent: z.literal("rename"), id: z.uuid(), name: passkeyName }),
  z.object({ intent: z.literal("remove"), id: z.uuid() }),
]);
