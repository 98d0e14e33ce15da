import type { Refusal } from "~/kernel/result";

/** Number and password do not belong together; which of them is wrong is not told. */
export type PasswordWrong = Refusal<"PasswordWrong">;

/** Length is what makes a password hard to guess; rules about kinds of characters only make it hard to remember. */
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 128;

export type PasswordProblem = "passwordShort" | "passwordLong" | "passwordCommon";

/** Of the passwords that every guesser tries first, those that are long enough to get this far. */
const COMMON = new Set(
  (
    "1234567890 0123456789 0987654321 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop asdfghjkl123 password12 password123 " +
    "password1234 passw0rd123 iloveyou123 woaini1314 woaini5201314 5201314520 1314520520 a123456789 aa123456789 " +
    "123456789a 123456789q 1234567891 12345678910 123123123123 112233445566 147258369 1472583690 3141592653 " +
    "qwerty123456 abc1234567 abcd123456 admin123456 administrator taobao123456 zhongguo123 beijing2008"
  ).split(" "),
);

/**
 * What is wrong with a password somebody wants; undefined when it will do. `phone` is the person's own number, which
 * whoever finds the telephone knows.
 */
export function passwordProblem(password: string, phone: string | null): PasswordProblem | undefined {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return "passwordShort";
  if (length > LONGEST_PASSWORD) return "passwordLong";
  const plain = password.toLowerCase();
  const fewSymbols = new Set(plain).size < 4;
  const ownPhone = phone !== null && plain.replaceAll(phone, "").length < 4;
  return COMMON.has(plain) || fewSymbols || ownPhone || isRow(plain) ? "passwordCommon" : undefined;
}

/** Each character follows the one before: abcdefghij, 9876543210. */
function isRow(text: string): boolean {
  const steps = [...text]
    .slice(1)
    .map((character, place) => character.charCodeAt(0) - text.charCodeAt(place));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
