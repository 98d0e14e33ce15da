import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Role } from "~/modules/identity/duties";
import { Button } from "~/ui/primitives/button";
import { SelectField, TextField } from "~/ui/primitives/field";
import { type TeamAnswer, useProblem } from "./answer";

interface InviteFormProps {
  readonly roles: readonly Role[];
  readonly today: string;
  readonly answer: TeamAnswer | undefined;
}

/** Offers a duty: to one telephone number, or to whoever is sent the link. */
export function InviteForm({ roles, today, answer }: InviteFormProps) {
  const words = useTranslations("team");
  const mine = answer?.intent === "invite" ? answer : undefined;
  const problem = useProblem(mine);
  const { values = {} } = mine ?? {};
  return (
    // A new sheet after each that was sent.
    <Form method="post" className="flex flex-col gap-3" key={mine?.link}>
      <SelectField
        label={words("role")}
        name="role"
        defaultValue={values.role ?? ""}
        required
        error={problem("role")}
      >
        <option value="" disabled>
          {words("chooseRole")}
        </option>
        {roles.map((role) => (
          <option key={role} value={role}>
            {words(`roles.${role}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={words("phone")}
        optional={words("optional")}
        hint={words("phoneHint")}
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="off"
        maxLength={20}
        defaultValue={values.phone ?? ""}
        error={problem("phone")}
      />
      <TextField
        label={words("lastDay")}
        optional={words("optional")}
        hint={words("lastDayHint")}
        name="lastDay"
        type="date"
        min={today}
        defaultValue={values.lastDay ?? ""}
        error={problem("lastDay")}
      />
      <Button name="intent" value="invite" kind="primary" size="large" wide>
        {words("makeLink")}
      </Button>
    </Form>
  );
}
