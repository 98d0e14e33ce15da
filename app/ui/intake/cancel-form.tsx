import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import { type IntakeAnswer, useProblem } from "./use-problem";

interface CancelFormProps {
  readonly answer: IntakeAnswer | undefined;
  readonly number: string;
}

/** Ends a slip that no household has agreed to, with the reason. */
export function CancelForm({ answer, number }: CancelFormProps) {
  const words = useTranslations("intake.slip");
  const busy = useNavigation().state !== "idle";
  const { problem } = useProblem(answer, "cancel");
  return (
    <FoldLine
      tone="quiet"
      className="mt-2"
      open={answeredIntent(answer) === "cancel"}
      title={words("cancel")}
    >
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <TextField
          label={words("cancelReason")}
          name="reason"
          maxLength={200}
          required
          error={problem("reason")}
          className="min-w-60 flex-1"
        />
        <Button name="intent" value="cancel" disabled={busy}>
          {words("cancelNow")}
        </Button>
        <KeptDraft form={`cancel/${number}`} />
      </Form>
    </FoldLine>
  );
}
