import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Notice } from "~/ui/primitives/notice";
import { type Answer, useProblem } from "./answer";

/** The app's six digits, or a recovery code in the same field: whoever has lost the app need not look for another page. */
export function SecondFactorForm({ answer }: { answer: Answer | undefined }) {
  const words = useTranslations("account.prove");
  const problem = useProblem(answer);
  return (
    <Form method="post" noValidate reloadDocument className="flex flex-col gap-4">
      <TextField
        name="code"
        label={words("secondFactor")}
        hint={words("secondFactorHint")}
        error={problem("code")}
        maxLength={40}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="done"
        required
      />
      <Button name="intent" value="secondFactor" kind="primary" size="large">
        {words("submit")}
      </Button>
    </Form>
  );
}

/** A code to the own telephone, for people without a second factor. */
export function SendToOwnPhone() {
  const words = useTranslations("account.prove");
  return (
    <Form method="post" reloadDocument>
      <Button name="intent" value="send" kind="primary" size="large" wide>
        {words("send")}
      </Button>
    </Form>
  );
}

/** Money wants a second factor, and there is none yet. */
export function FirstSetUp({ then }: { then: string }) {
  const words = useTranslations("account.prove");
  return (
    <Notice tone="wait" title={words("none")}>
      <p>{words("noneText")}</p>
      <ButtonLink
        to={`/account/security/app?${new URLSearchParams({ then })}`}
        kind="primary"
        reloadDocument
        className="mt-3"
      >
        {words("setUp")}
      </ButtonLink>
    </Notice>
  );
}
