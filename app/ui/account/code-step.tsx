import { Form } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { type Answer, useProblem } from "./answer";
import { DemoMessage } from "./demo-message";
import { OtherWay } from "./other-way";

interface CodeStepProps {
  readonly codeId: string;
  /** masked */
  readonly sentTo: string;
  /** Until another code may be asked for, when the page was made. */
  readonly waitSeconds: number;
  readonly demoMessage: string | null;
  /** What the button for another code asks for. */
  readonly again: "again" | "send" | "sendOld";
  /** The button's words, where it does not sign in. */
  readonly submit?: string;
  /** Where another number may be typed. */
  readonly other?: { readonly to: string; readonly label: string };
  readonly answer: Answer | undefined;
}

/** The digits that were sent. Telephones offer to fill them in by themselves. */
export function CodeStep({ codeId, sentTo, waitSeconds, demoMessage, again, ...more }: CodeStepProps) {
  const { submit, other, answer } = more;
  const words = useTranslations("account.signIn");
  return (
    <>
      {demoMessage && <DemoMessage text={demoMessage} />}
      <Form method="post" noValidate reloadDocument className="flex flex-col gap-4">
        <input type="hidden" name="codeId" value={codeId} />
        <CodeField label={words("code")} hint={words("sentTo", { phone: sentTo })} answer={answer} />
        <Button name="intent" value="code" kind="primary" size="large">
          {submit ?? words("submit")}
        </Button>
      </Form>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <Form method="post" reloadDocument>
          <input type="hidden" name="codeId" value={codeId} />
          <ResendButton again={again} waitSeconds={waitSeconds} />
        </Form>
        {other && <OtherWay {...other} />}
      </div>
    </>
  );
}

interface CodeFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly answer: Answer | undefined;
  readonly name?: string;
}

/** Six digits, large and apart so that they can be read back. */
export function CodeField({ label, hint, answer, name = "code" }: CodeFieldProps) {
  const problem = useProblem(answer);
  return (
    <div className="code-field">
      <TextField
        name={name}
        inputMode="numeric"
        label={label}
        hint={hint}
        error={problem(name)}
        maxLength={12}
        autoComplete="one-time-code"
        enterKeyHint="done"
        required
      />
    </div>
  );
}

/** Counts down where there is JavaScript; without it the button is there at once, and too early is said in words. */
function ResendButton({ again, waitSeconds }: Pick<CodeStepProps, "again" | "waitSeconds">) {
  const words = useTranslations("account.signIn");
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = performance.now() + waitSeconds * 1000;
    const count = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [waitSeconds]);
  return (
    <Button name="intent" value={again} kind="quiet" className="figures -ml-4" disabled={left > 0}>
      {left > 0 ? words("resendIn", { seconds: left }) : words("resend")}
    </Button>
  );
}
