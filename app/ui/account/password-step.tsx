import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { type Answer, useProblem } from "./answer";
import { OtherWay } from "./other-way";

/** Number and password, for those who have set one. */
export function PasswordStep({ answer }: { answer: Answer | undefined }) {
  const words = useTranslations("account.signIn");
  const problem = useProblem(answer);
  return (
    <>
      <Form method="post" noValidate reloadDocument className="flex flex-col gap-4">
        <TextField
          name="phone"
          type="tel"
          inputMode="tel"
          label={words("phone")}
          error={problem("phone")}
          defaultValue={answer?.values?.phone}
          maxLength={20}
          autoComplete="username"
          enterKeyHint="next"
          required
        />
        <TextField
          name="password"
          type="password"
          label={words("password")}
          error={problem("password")}
          maxLength={1000}
          autoComplete="current-password"
          enterKeyHint="done"
          required
        />
        <Button kind="primary" size="large">
          {words("submit")}
        </Button>
      </Form>
      <OtherWay to="/sign-in" label={words("byCode")} />
    </>
  );
}
