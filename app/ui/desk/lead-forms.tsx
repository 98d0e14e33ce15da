import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { TextArea, TextField } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";
import { Card } from "~/ui/primitives/layout";

interface Kept {
  /** of the lead, by which the drafts of its forms are told apart */
  readonly number: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

function useProblem(problems: Kept["problems"]) {
  const words = useTranslations("desk.problems");
  return (field: string) => {
    const code = problems[field] as Parameters<typeof words>[0] | undefined;
    return code && words.has(code) ? words(code) : code;
  };
}

interface AnswerProps extends Kept {
  readonly reopens: boolean;
  /** how many went out before; a new one begins with an empty sheet */
  readonly sent: number;
}

/** An answer the buyer reads at the request's own address. */
export function AnswerLead({ number, problems, values, reopens, sent }: AnswerProps) {
  const words = useTranslations("desk.lead");
  const problem = useProblem(problems);
  return (
    <Card className="p-4">
      <Form method="post" className="flex flex-col gap-3" key={sent}>
        <TextArea
          label={words("answer")}
          hint={words(reopens ? "answerReopens" : "answerHint")}
          name="body"
          rows={4}
          maxLength={2000}
          required
          defaultValue={values.body ?? ""}
          error={problem("body")}
        />
        <Button name="intent" value="answer" kind="primary" className="sm:self-end">
          {words("answerSend")}
        </Button>
        <KeptDraft form={`answer/${number}`} />
      </Form>
    </Card>
  );
}

interface PlanProps extends Kept {
  readonly step: string | null;
  readonly on: string | null;
  readonly today: string;
}

/** What the cooperative does next, and on which day it wants to be reminded of it. */
export function PlanNextStep({ number, problems, values, step, on, today }: PlanProps) {
  const words = useTranslations("desk.lead");
  const problem = useProblem(problems);
  return (
    <Card className="p-4">
      <Form method="post" className="grid gap-3 sm:grid-cols-[1fr_11rem]" key={`${step}${on}`}>
        <TextField
          label={words("nextStep")}
          placeholder={words("nextStepExample")}
          name="nextStep"
          maxLength={200}
          required
          defaultValue={values.nextStep ?? step ?? ""}
          error={problem("nextStep")}
        />
        <TextField
          label={words("nextStepOn")}
          name="nextStepOn"
          type="date"
          min={today}
          required
          defaultValue={values.nextStepOn ?? on ?? ""}
          error={problem("nextStepOn")}
        />
        <div className="flex flex-wrap items-center justify-between gap-3 sm:col-span-2">
          <p className="text-13 text-ink-3">{words("nextStepHint")}</p>
          <Button name="intent" value="plan" className="max-sm:w-full">
            {words("nextStepSave")}
          </Button>
        </div>
        <KeptDraft form={`plan/${number}`} />
      </Form>
    </Card>
  );
}

/** How it ended. Folded away, because it is done once and last. */
export function CloseLead({ number, problems, values }: Kept) {
  const words = useTranslations("desk.lead");
  const problem = useProblem(problems);
  return (
    <Fold open={Object.keys(problems).length > 0} title={words("close")}>
      <Form method="post" className="flex flex-col gap-3 px-4 pb-4">
        <input type="hidden" name="intent" value="close" />
        <TextField
          label={words("reason")}
          hint={words("reasonHint")}
          optional={words("optional")}
          name="reason"
          maxLength={500}
          defaultValue={values.reason ?? ""}
          error={problem("reason")}
        />
        <div className="grid grid-cols-2 gap-3">
          <Button name="outcome" value="win" kind="field">
            {words("won")}
          </Button>
          <Button name="outcome" value="lose">
            {words("lost")}
          </Button>
        </div>
        <KeptDraft form={`close/${number}`} />
      </Form>
    </Fold>
  );
}
