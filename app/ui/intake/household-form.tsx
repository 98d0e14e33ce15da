import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { CheckLine, SelectField, TextField } from "~/ui/primitives/field";
import { Mark } from "~/ui/primitives/notice";
import { type IntakeAnswer, useProblem } from "./use-problem";

interface HouseholdMarksProps {
  readonly member: boolean;
  readonly demonstration: boolean;
}

/** Member or not, and whether others come to look at its fields. */
export function HouseholdMarks({ member, demonstration }: HouseholdMarksProps) {
  const words = useTranslations("intake.households");
  return (
    <>
      <Mark>{words(member ? "member" : "other")}</Mark>
      {demonstration && <Mark tone="good">{words("demonstration")}</Mark>}
    </>
  );
}

interface HouseholdFormProps {
  readonly initial: Readonly<Record<string, string>>;
  readonly answer: IntakeAnswer | undefined;
  /** the name under which it is kept until it has arrived */
  readonly draft: string;
}

/** Who delivers. Name and telephone stay at this desk. */
export function HouseholdForm({ initial, answer, draft }: HouseholdFormProps) {
  const words = useTranslations("intake.households");
  const busy = useNavigation().state !== "idle";
  const { answered, problem } = useProblem(answer, "household");
  const values = answered?.values ?? initial;
  return (
    <Form method="post" className="grid gap-3">
      <TextField
        label={words("name")}
        name="name"
        autoComplete="off"
        maxLength={40}
        required
        defaultValue={values.name ?? ""}
        error={problem("name")}
      />
      <TextField
        label={words("phone")}
        hint={words("phoneHint")}
        name="phone"
        type="tel"
        autoComplete="off"
        defaultValue={values.phone ?? ""}
        error={problem("phone")}
      />
      <SelectField
        label={words("trade")}
        hint={words("tradeHint")}
        name="member"
        required
        defaultValue={values.member ?? "member"}
        error={problem("member")}
      >
        <option value="member">{words("member")}</option>
        <option value="other">{words("other")}</option>
      </SelectField>
      <CheckLine name="demonstration" value="1" defaultChecked={values.demonstration === "1"}>
        {words("demonstration")}
      </CheckLine>
      <Button kind="primary" name="intent" value="household" disabled={busy}>
        {words("save")}
      </Button>
      <KeptDraft form={draft} />
    </Form>
  );
}
