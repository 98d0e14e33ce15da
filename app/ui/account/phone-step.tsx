import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { type Answer, useProblem } from "./answer";
import { OtherWay } from "./other-way";
import { PasskeyButton } from "./passkey-button";

/** Which telephone. A number never stands in an address, so the form is sent and not asked. */
export function PhoneStep({ answer }: { answer: Answer | undefined }) {
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
          hint={words("phoneHint")}
          error={problem("phone")}
          defaultValue={answer?.values?.phone}
          maxLength={20}
          autoComplete="tel-national"
          enterKeyHint="send"
          required
        />
        <Button name="intent" value="send" kind="primary" size="large">
          {words("send")}
        </Button>
      </Form>
      <PasskeyButton label={words("byPasskey")} />
      <OtherWay to="/sign-in/password" label={words("byPassword")} />
    </>
  );
}
