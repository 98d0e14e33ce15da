import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { householdCode } from "~/modules/intake/household";
import type { ForecastField } from "~/modules/intake/index.server";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { CheckLine, SelectField, TextField } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";
import { Mark } from "~/ui/primitives/notice";

/** What the action of the forecast page says of a form that it did not take. */
export interface ForecastAnswer {
  readonly refused: RefusalCode;
  readonly intent?: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

interface FormProps {
  readonly fields: readonly ForecastField[];
  readonly answer: ForecastAnswer | undefined;
  readonly productId: string;
}

/** What a demonstration household expects of one of its fields. */
export function EstimateForm({
  fields,
  answer,
  productId,
  today,
  harvest,
}: FormProps & {
  readonly today: string;
  /** as others have estimated it already */
  readonly harvest: { readonly from: string; readonly until: string } | null;
}) {
  const words = useTranslations("forecast");
  const problems = useTranslations("forecast.problems");
  const own = answeredIntent(answer) === "estimate" ? answer : undefined;
  const problem = (field: string) => {
    const code = own?.problems[field] as Parameters<typeof problems>[0] | undefined;
    return code && problems.has(code) ? problems(code) : undefined;
  };
  const day = (name: "from" | "until" | "estimatedOn", preset: string) => (
    <TextField
      label={words(`estimates.${name}`)}
      name={name}
      type="date"
      required
      defaultValue={own?.values[name] ?? preset}
      error={problem(name)}
    />
  );
  return (
    <Folded title={words("estimates.title")} open={own !== undefined}>
      <Form method="post" className="grid gap-4 border-t border-line px-4 py-4">
        <SelectField
          label={words("estimates.field")}
          name="plotId"
          required
          defaultValue={own?.values.plotId ?? ""}
          error={problem("plotId")}
        >
          <option value="">{words("estimates.choose")}</option>
          {fields
            .filter((field) => field.demonstration)
            .map((field) => (
              <option key={field.plotId} value={field.plotId}>
                {words("field", { ...namesOf(field), place: field.place })}
              </option>
            ))}
        </SelectField>
        <TextField
          label={words("estimates.kilograms")}
          name="kilograms"
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          required
          defaultValue={own?.values.kilograms ?? ""}
          error={problem("kilograms")}
        />
        <div className="grid grid-cols-2 gap-3">
          {day("from", harvest?.from ?? "")}
          {day("until", harvest?.until ?? "")}
        </div>
        {day("estimatedOn", today)}
        <Send intent="estimate">{words("estimates.save")}</Send>
        <KeptDraft form={`estimate/${productId}`} />
      </Form>
    </Folded>
  );
}

/** Which fields grow it: those somebody has estimated stay in. */
export function PlantingForm({ fields, answer, productId }: FormProps) {
  const words = useTranslations("forecast");
  const own = answeredIntent(answer) === "plant" ? answer : undefined;
  return (
    <Folded title={words("plantings.title")} open={own !== undefined}>
      {fields.length === 0 ? (
        <p className="border-t border-line px-4 py-4 text-15 text-ink-2">{words("plantings.none")}</p>
      ) : (
        <Form method="post" className="grid gap-3 border-t border-line px-4 py-4">
          <p className="text-13 text-ink-2">{words("plantings.text")}</p>
          <fieldset>
            <legend className="sr-only">{words("plantings.title")}</legend>
            {fields.map((field) => (
              <CheckLine
                key={field.plotId}
                name="plotIds[]"
                value={field.plotId}
                defaultChecked={field.planted}
                disabled={field.gramsPerMu !== null}
              >
                {words("plantings.option", { ...namesOf(field), place: field.place })}{" "}
                <span className="figures whitespace-nowrap text-ink-2">
                  {words("mu", { area: field.area / 100 })}
                </span>{" "}
                {field.gramsPerMu !== null && <Mark tone="good">{words("plantings.estimated")}</Mark>}
              </CheckLine>
            ))}
          </fieldset>
          <Send intent="plant">{words("plantings.save")}</Send>
          <KeptDraft form={`plant/${productId}`} />
        </Form>
      )}
    </Folded>
  );
}

const namesOf = (field: ForecastField) => ({
  code: householdCode(field.householdNumber),
  name: field.householdName,
});

function Folded({ title, open, children }: { title: ReactNode; open: boolean; children: ReactNode }) {
  return (
    <Fold open={open} title={title}>
      {children}
    </Fold>
  );
}

function Send({ intent, children }: { intent: "estimate" | "plant"; children: ReactNode }) {
  const busy = useNavigation().state !== "idle";
  return (
    <Button kind="field" size="large" wide name="intent" value={intent} disabled={busy}>
      {children}
    </Button>
  );
}
