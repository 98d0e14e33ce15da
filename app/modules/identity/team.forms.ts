import { z } from "zod";
import { MOST_AUDIT_REASON } from "./audit";
import { ROLES } from "./duties";

/** A day in the calendar, or nothing: no end. */
const lastDay = z
  .string()
  .default("")
  .refine((text) => text === "" || z.iso.date().safeParse(text).success, "day")
  .transform((text) => text || null);

/** An empty number: whoever has the link. */
const invitedPhone = z
  .string()
  .default("")
  .transform((typed) => typed.replaceAll(/[\s-]/g, "").replace(/^\+?86(?=1\d{10}$)/, ""))
  .refine((digits) => digits === "" || /^1[3-9]\d{9}$/.test(digits), "phone")
  .transform((digits) => digits || null);

/** Messages are codes; the screens give them words. */
export const inviteForm = z.object({
  role: z.enum(ROLES, "role"),
  phone: invitedPhone,
  lastDay,
});

export const dutyTermForm = z.object({ grantId: z.uuid(), lastDay });

export const revokeDutyForm = z.object({
  grantId: z.uuid(),
  reason: z.string().trim().min(1, "required").max(MOST_AUDIT_REASON, "tooLong"),
});

export const withdrawInvitationForm = z.object({ invitationId: z.uuid() });
