import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { AuditSearchForm } from "~/modules/identity/audit.forms";
import { RECORDED_ACTS } from "~/modules/identity/audit-words";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { SelectField, TextField } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";

/** Looks for entries by who, what, which thing and when. The address keeps the search. */
export function AuditSearch({ search }: { search: AuditSearchForm }) {
  const words = useTranslations("audit");
  const { person, act, subject, from, to } = search;
  const asked = Boolean(person || act || subject || from || to);
  return (
    <Fold className="mt-4" open={asked} title={words("search")}>
      <Form method="get" className="grid gap-3 px-4 pb-4 sm:grid-cols-2 lg:grid-cols-3">
        <TextField label={words("person")} name="person" maxLength={40} defaultValue={person} />
        <SelectField label={words("act")} name="act" defaultValue={act}>
          <option value="">{words("anyAct")}</option>
          {RECORDED_ACTS.map((one) => (
            <option key={one} value={one}>
              {words(`acts.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={words("subject")}
          hint={words("subjectHint")}
          name="subject"
          maxLength={60}
          defaultValue={subject}
        />
        <TextField label={words("from")} name="from" type="date" defaultValue={from} />
        <TextField label={words("to")} name="to" type="date" defaultValue={to} />
        <div className="flex items-end gap-3">
          <Button kind="primary" size="large" className="flex-1">
            {words("find")}
          </Button>
          {asked && (
            <ButtonLink to="?" size="large">
              {words("all")}
            </ButtonLink>
          )}
        </div>
      </Form>
    </Fold>
  );
}
