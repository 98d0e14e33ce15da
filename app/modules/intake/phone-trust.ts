import { addMs, DAY_MS } from "~/kernel/clock";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/**
 * So long whoever wrote down a household's telephone does not send a code to it: long enough for a change that the
 * household did not want to be noticed, by its next delivery or by the message to the old number.
 */
export const NEW_PHONE_DAYS = 7;

/** Whose number a code would be sent to, and who asks for it. */
export interface CodeWished {
  /** who wrote the number down and when; null where that was before it was kept, or nobody signed in did it */
  readonly phoneSetByUserId: string | null;
  readonly phoneSetAt: Date | null;
  readonly askedByUserId: string | null;
  /** the number with which somebody on duty at this cooperative signs in */
  readonly isPhoneOfStaff: boolean;
  readonly now: Date;
}

/** The code would reach somebody who works at the desk. */
export type PhoneOfStaff = Refusal<"PhoneOfStaff">;
/** Whoever asks wrote the number down a few days ago. */
export type PhoneJustSet = Refusal<"PhoneJustSet">;

/**
 * Whether a code sent to this number can be the household's yes and not that of whoever sends it. What one person alone
 * wrote down proves nothing about that person; a colleague who sends the code has looked at the number too. Signing
 * before a witness is always open, so that a clerk who works alone takes in every delivery.
 */
export function codeMayGo(wish: CodeWished): Result<void, PhoneOfStaff | PhoneJustSet> {
  if (wish.isPhoneOfStaff) return refuse({ code: "PhoneOfStaff" });
  const { phoneSetAt, phoneSetByUserId, askedByUserId, now } = wish;
  if (phoneSetAt === null || phoneSetByUserId === null || phoneSetByUserId !== askedByUserId) return ok();
  return addMs(phoneSetAt, NEW_PHONE_DAYS * DAY_MS) <= now ? ok() : refuse({ code: "PhoneJustSet" });
}
