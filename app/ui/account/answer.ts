import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";

/** What a form about signing in was answered with, as far as any of its parts shows it. */
export interface Answer {
  readonly refused: RefusalCode;
  readonly problems?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
  readonly waitSeconds?: number;
  readonly attemptsLeft?: number;
}

const PROBLEMS = ["phone", "phoneSame", "code", "passwordShort", "passwordLong", "passwordCommon"] as const;
type Problem = (typeof PROBLEMS)[number];

const isProblem = (code: string): code is Problem => (PROBLEMS as readonly string[]).includes(code);

/** Gives the words for what is wrong with a field; undefined for a field that is well. */
export function useProblem(answer: Answer | undefined) {
  const words = useTranslations("account.problems");
  return (field: string): string | undefined => {
    const code = answer?.problems?.[field];
    if (code === undefined) return undefined;
    return words(isProblem(code) ? code : "required");
  };
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Up to here seconds are counted. */
const FEW_SECONDS = 100;

/** When one may come back, in the largest unit that says enough. */
export function useWait() {
  const words = useTranslations("account.wait");
  return (seconds: number): string => {
    if (seconds <= FEW_SECONDS) return words("seconds", { count: seconds });
    if (seconds <= 2 * HOUR) return words("minutes", { count: Math.ceil(seconds / MINUTE) });
    return words("hours", { count: Math.ceil(seconds / HOUR) });
  };
}
