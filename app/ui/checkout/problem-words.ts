import { useTranslations } from "use-intl";

/** The codes that the shapes of the buyer's forms give to a field; any other means that the field is missing. */
const PROBLEMS = ["required", "tooLong", "unprintable", "phone", "region", "consent"] as const;
type Problem = (typeof PROBLEMS)[number];

const isProblem = (code: string): code is Problem => (PROBLEMS as readonly string[]).includes(code);

/** Gives the words for what is wrong with a field; undefined for a field that is well. */
export function useProblemWords(problems: Readonly<Record<string, string>> | undefined) {
  const words = useTranslations("checkout.problems");
  return (field: string): string | undefined => {
    const code = problems?.[field];
    if (code === undefined) return undefined;
    return words(isProblem(code) ? code : "required");
  };
}
