import { Form, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { type Answer, useProblem } from "./answer";
import { CodeStep } from "./code-step";

/** A code that is waited for; `sentTo` masked. */
interface Awaited {
  readonly codeId: string;
  readonly sentTo: string;
  readonly waitSeconds: number;
  readonly demoMessage: string | null;
}

interface StepProps {
  readonly code: Awaited | undefined;
  readonly answer: Answer | undefined;
}

const PAGE = "/account/security/phone";

/** The number so far is shown to be in one's hands, or a second factor stands in for it. */
export function LeaveStep({
  phone,
  code,
  hasSecondFactor,
  answer,
}: StepProps & { readonly phone: string; readonly hasSecondFactor: boolean }) {
  const words = useTranslations("account.changePhone");
  return (
    <>
      {code ? (
        <CodeStep {...code} again="sendOld" submit={words("next")} answer={answer} />
      ) : (
        <Form method="post" reloadDocument className="flex flex-col gap-4">
          <p className="figures text-17">{words("leaveText", { phone })}</p>
          <Button name="intent" value="sendOld" kind="primary" size="large" wide>
            {words("send")}
          </Button>
        </Form>
      )}
      <div className="border-t border-line pt-4 text-15 text-ink-2">
        <p className="text-pretty">{words(hasSecondFactor ? "lostText" : "lostNoFactor")}</p>
        <ButtonLink
          to={hasSecondFactor ? `${PAGE}?left=lost` : `/account/security/app?then=${PAGE}`}
          reloadDocument
          className="mt-3"
        >
          {words(hasSecondFactor ? "lost" : "setUp")}
        </ButtonLink>
      </div>
    </>
  );
}

/** The new number, and then the code that was sent to it. */
export function TakeStep({ code, answer }: StepProps) {
  const words = useTranslations("account.changePhone");
  const problem = useProblem(answer);
  const [search] = useSearchParams();
  if (code) {
    // What has been shown about the old number stays shown.
    const other = { to: `${PAGE}?left=${search.get("left") ?? ""}`, label: words("otherPhone") };
    return <CodeStep {...code} again="again" submit={words("submit")} other={other} answer={answer} />;
  }
  return (
    <Form method="post" noValidate reloadDocument className="flex flex-col gap-4">
      <p className="text-pretty text-17">{words("takeText")}</p>
      <TextField
        name="phone"
        type="tel"
        inputMode="tel"
        label={words("newPhone")}
        error={problem("phone")}
        defaultValue={answer?.values?.phone}
        maxLength={20}
        autoComplete="off"
        enterKeyHint="send"
        required
      />
      <Button name="intent" value="sendNew" kind="primary" size="large">
        {words("sendNew")}
      </Button>
    </Form>
  );
}
