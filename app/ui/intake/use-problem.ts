import { useTranslations } from "use-intl";
import { answeredIntent } from "~/ui/drafts/answered-form";

/** What an action of the intake desk says of a form that it did not take. */
export interface IntakeAnswer {
  readonly refused: string;
  /** which of the page's forms it was; a form that had been sent before says so itself */
  readonly intent?: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** The problem of a field in words, where the answer is for this form. */
export function useProblem(answer: IntakeAnswer | undefined, intent: string) {
  const words = useTranslations("intake.problems");
  const own = answeredIntent(answer) === intent ? answer : undefined;
  return {
    answered: own,
    values: own?.values ?? {},
    problem: (field: string): string | undefined => {
      const code = own?.problems[field] as Parameters<typeof words>[0] | undefined;
      return code && words.has(code) ? words(code) : code && words("unreadable");
    },
  };
}
