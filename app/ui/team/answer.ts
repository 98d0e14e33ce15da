import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";

/** What a form of the team's page was answered. */
export interface TeamAnswer {
  readonly refused: RefusalCode | null;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly intent: "invite" | "withdraw" | "term" | "revoke";
  /** the duty the form was about; empty for none */
  readonly of: string;
  /** of an invitation that was just sent */
  readonly link: string | null;
}

/** The words for a field's problem. */
export function useProblem(answer: TeamAnswer | undefined) {
  const words = useTranslations("team.problems");
  return (field: string) => {
    const code = answer?.problems[field] as Parameters<typeof words>[0] | undefined;
    return code && (words.has(code) ? words(code) : code);
  };
}
