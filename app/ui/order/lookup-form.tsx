import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { useProblemWords } from "~/ui/checkout/problem-words";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { RefusedNotice } from "~/ui/primitives/refused";

interface LookupFormProps {
  /** Known already, when somebody opened an order's address. */
  readonly number?: string;
  readonly answer?:
    | {
        readonly refused: RefusalCode;
        readonly problems?: Readonly<Record<string, string>>;
        readonly values?: Readonly<Record<string, string>>;
      }
    | undefined;
}

/** Finding an order without an account. It is sent, not asked: a phone number never stands in an address. */
export function LookupForm({ number, answer }: LookupFormProps) {
  const words = useTranslations("order.lookup");
  const problem = useProblemWords(answer?.problems);
  return (
    <Form method="post" action="/orders" noValidate className="flex flex-col gap-4">
      {answer && answer.refused !== "FormInvalid" && <RefusedNotice code={answer.refused} />}
      <TextField
        name="number"
        label={words("number")}
        hint={words("numberHint")}
        error={problem("number")}
        defaultValue={answer?.values?.number ?? number}
        maxLength={20}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <TextField
        name="phone"
        type="tel"
        inputMode="tel"
        label={words("phone")}
        error={problem("phone")}
        defaultValue={answer?.values?.phone}
        maxLength={20}
        autoComplete="tel-national"
      />
      <Button kind="primary" size="large">
        {words("submit")}
      </Button>
    </Form>
  );
}
