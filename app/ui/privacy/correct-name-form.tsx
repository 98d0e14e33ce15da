import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { LONGEST_DISPLAY_NAME } from "~/modules/identity/privacy.forms";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";

const PROBLEMS = ["required", "tooLong", "unprintable"] as const;

/** The name one is called by. */
export function CorrectNameForm({ name, problem }: { name: string; problem: string | undefined }) {
  const words = useTranslations("privacy.mine.correct.name");
  const busy = useNavigation().state !== "idle";
  const code = problem === undefined ? undefined : (PROBLEMS.find((one) => one === problem) ?? "required");
  return (
    <Form method="post" className="flex flex-col gap-3 sm:max-w-96">
      <TextField
        label={words("label")}
        hint={words("hint")}
        name="displayName"
        autoComplete="nickname"
        maxLength={LONGEST_DISPLAY_NAME}
        required
        defaultValue={name}
        error={code && words(`problems.${code}`)}
      />
      <Button size="large" disabled={busy}>
        {words("save")}
      </Button>
    </Form>
  );
}
