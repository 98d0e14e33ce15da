import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { MOST_WHO_ASKED } from "~/modules/intake/leaving.forms";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";

/** A form about a household's data that came back. */
export interface WhoAskedAnswer {
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** The one question of both forms: who asked. A problem is a code of the form. */
export function WhoAsked({ answer }: { answer: WhoAskedAnswer | undefined }) {
  const words = useTranslations("household.data");
  const problem = answer?.problems.whoAsked;
  return (
    <TextField
      label={words("hand.who")}
      hint={words("hand.whoHint")}
      name="whoAsked"
      autoComplete="off"
      required
      maxLength={MOST_WHO_ASKED}
      defaultValue={answer?.values.whoAsked ?? ""}
      error={problem && words(`problems.${problem as "whoMissing"}`)}
    />
  );
}

/** Writes down who asked for a household's data, and opens them. */
export function HandOutForm({ number, answer }: { number: number; answer: WhoAskedAnswer | undefined }) {
  const words = useTranslations("household.data.hand");
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="mt-3 flex max-w-md flex-col gap-3" preventScrollReset>
      <WhoAsked answer={answer} />
      <Button kind="primary" name="intent" value="handOut" disabled={busy}>
        {words("open")}
      </Button>
      <KeptDraft form={`household-data/${number}`} />
    </Form>
  );
}
