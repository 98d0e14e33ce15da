import type { Refusal, Result } from "~/kernel/result";

/** A text message to one mobile number. The text holds a code: it is neither logged nor stored. */
export interface SmsMessage {
  /** eleven digits */
  readonly phone: string;
  readonly text: string;
}

/** The message did not leave, or nobody can tell. */
export type SmsNotSent = Refusal<"SmsNotSent">;

export interface SmsSender {
  send(message: SmsMessage): Promise<Result<void, SmsNotSent>>;
}
