import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { NEEDS_INPUT, RECORD_KINDS, type RecordKind } from "~/modules/intake/production";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { SelectField, TextField } from "~/ui/primitives/field";
import { type IntakeAnswer, useProblem } from "./use-problem";

interface RecordFormProps {
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly fields: readonly { readonly id: string; readonly place: string }[];
  readonly today: string;
  readonly answer: IntakeAnswer | undefined;
  readonly householdId: string;
}

/** What was done on a field today: six fields at most, most of them chosen. */
export function RecordForm({ products, fields, today, answer, householdId }: RecordFormProps) {
  const words = useTranslations("intake.records");
  const busy = useNavigation().state !== "idle";
  const { values, problem } = useProblem(answer, "record");
  const [kind, setKind] = useState<RecordKind>((values.kind as RecordKind | undefined) ?? "fertilise");
  const asksInput = NEEDS_INPUT.has(kind);
  const text = (field: "input" | "source" | "dose" | "note", required: boolean) => (
    <TextField
      label={words(field)}
      name={field}
      maxLength={field === "note" ? 200 : 60}
      required={required}
      defaultValue={values[field] ?? ""}
      error={problem(field)}
    />
  );
  return (
    <Form method="post" className="grid gap-3">
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={words("kind")}
          name="kind"
          value={kind}
          onChange={(event) => setKind(event.target.value as RecordKind)}
          error={problem("kind")}
        >
          {RECORD_KINDS.map((each) => (
            <option key={each} value={each}>
              {words(`kinds.${each}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={words("doneOn")}
          name="doneOn"
          type="date"
          max={today}
          required
          defaultValue={values.doneOn ?? today}
          error={problem("doneOn")}
        />
      </div>
      <SelectField
        label={words("product")}
        name="productId"
        defaultValue={values.productId ?? products[0]?.id}
      >
        {products.map((product) => (
          <option key={product.id} value={product.id}>
            {product.name}
          </option>
        ))}
      </SelectField>
      <SelectField label={words("plot")} name="plotId" defaultValue={values.plotId ?? fields[0]?.id ?? ""}>
        <option value="">{words("allFields")}</option>
        {fields.map((field) => (
          <option key={field.id} value={field.id}>
            {field.place}
          </option>
        ))}
      </SelectField>
      {text("input", asksInput)}
      <div className="grid grid-cols-2 gap-3">
        {text("source", asksInput)}
        {text("dose", asksInput)}
      </div>
      <TextField
        label={words("intervalDays")}
        hint={words("intervalHint")}
        name="intervalDays"
        inputMode="numeric"
        maxLength={3}
        defaultValue={values.intervalDays ?? ""}
        error={problem("intervalDays")}
      />
      {text("note", false)}
      <Button kind="primary" name="intent" value="record" disabled={busy}>
        {words("save")}
      </Button>
      <KeptDraft form={`record/${householdId}`} />
    </Form>
  );
}
