import { useTranslations } from "use-intl";
import { RefusedNotice } from "~/ui/primitives/refused";
import { type Answer, useWait } from "./answer";

/** A refusal with what one needs beside it: when to come back, or how many tries are left. */
export function RefusedSignIn({ answer }: { answer: Answer | undefined }) {
  const words = useTranslations("account");
  const wait = useWait();
  if (!answer || answer.refused === "FormInvalid") return null;
  const more =
    answer.waitSeconds !== undefined
      ? wait(answer.waitSeconds)
      : answer.attemptsLeft !== undefined && words("attemptsLeft", { count: answer.attemptsLeft });
  return (
    <RefusedNotice
      // The same refusal twice is news again, and the focus goes to it once more.
      key={`${answer.refused} ${answer.attemptsLeft ?? ""}`}
      code={answer.refused}
      action={more && <span className="font-semibold">{more}</span>}
    />
  );
}
