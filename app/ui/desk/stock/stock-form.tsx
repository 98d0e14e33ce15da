import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { Choice, Choices } from "~/ui/primitives/choice";
import { SelectField, TextField } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";
import { RefusedNotice } from "~/ui/primitives/refused";

/** What an action of a stock page says of the form that was sent. */
export interface StockAnswer {
  readonly refused: RefusalCode;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  /** which of the page's forms it was; a form that had been sent before says so itself */
  readonly intent?: string;
  /** what there still is, in words of the page */
  readonly left?: string | null;
}

export interface StockFormState {
  readonly intent: string;
  readonly answer: StockAnswer | undefined;
}

export function useProblem({ intent, answer }: StockFormState) {
  const words = useTranslations("stock.problems");
  const mine = answeredIntent(answer) === intent ? answer : undefined;
  return {
    mine,
    value: (field: string) => mine?.values[field] ?? "",
    problem: (field: string) => {
      const code = mine?.problems[field] as Parameters<typeof words>[0] | undefined;
      return code && words.has(code) ? words(code) : undefined;
    },
  };
}

interface StockFormProps extends StockFormState {
  /** the pack or the lot it is about: what is typed is kept under its id */
  readonly of: string;
  readonly title: ReactNode;
  readonly button: ReactNode;
  readonly primary?: boolean;
  readonly children: ReactNode;
}

/** One act on a page of several, folded until it is wanted; open again when it was refused, with what was typed. */
export function StockForm({ intent, answer, of, title, button, primary = false, children }: StockFormProps) {
  const { mine } = useProblem({ intent, answer });
  const busy = useNavigation().state !== "idle";
  return (
    <Fold open={primary || mine !== undefined} title={title}>
      <Form method="post" className="flex flex-col gap-4 border-t border-line px-4 py-4">
        <input type="hidden" name="intent" value={intent} />
        {mine && (
          <div>
            <RefusedNotice code={mine.refused} />
            {mine.left && <p className="mt-1 text-15 text-ink-2">{mine.left}</p>}
          </div>
        )}
        {children}
        <Button kind={primary ? "primary" : "field"} size="large" wide disabled={busy}>
          {button}
        </Button>
        <KeptDraft form={`${intent}/${of}`} />
      </Form>
    </Fold>
  );
}

interface ChoiceFieldProps extends StockFormState {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly preset?: string;
}

/** A choice of two or three as large buttons. */
export function ChoiceField({ name, legend, options, preset, ...state }: ChoiceFieldProps) {
  const { value, problem } = useProblem(state);
  const chosen = value(name) || preset;
  return (
    <Choices legend={legend} problem={problem(name)}>
      {options.map((option) => (
        <Choice
          key={option.value}
          name={name}
          value={option.value}
          required
          defaultChecked={chosen === option.value}
        >
          {option.label}
        </Choice>
      ))}
    </Choices>
  );
}

interface NumberProps extends StockFormState {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly preset?: string;
}

/** A whole number, for thumbs. */
export function PacksField({ name, label, hint, required = true, preset = "", ...state }: NumberProps) {
  const { mine, value, problem } = useProblem(state);
  return (
    <TextField
      label={label}
      hint={hint}
      name={name}
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      required={required}
      defaultValue={mine ? value(name) : preset}
      error={problem(name)}
    />
  );
}

/** A weight as the scale shows it, in the unit that is chosen beside it. */
export function WeightField({
  label,
  hint,
  ...state
}: StockFormState & { readonly label: ReactNode; readonly hint?: ReactNode }) {
  const { value, problem } = useProblem(state);
  const words = useTranslations("stock");
  const units = useTranslations("units");
  return (
    <div className="grid grid-cols-[1fr_7rem] items-start gap-3">
      <TextField
        label={label}
        hint={hint}
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        maxLength={10}
        required
        defaultValue={value("amount")}
        error={problem("amount")}
      />
      <SelectField label={words("unit")} name="unit" defaultValue={value("unit") || "kilogram"}>
        <option value="kilogram">{units("kilogram")}</option>
        <option value="jin">{units("jin")}</option>
      </SelectField>
    </div>
  );
}

interface ReasonProps extends StockFormState {
  readonly name?: string;
  readonly label: ReactNode;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly required?: boolean;
  readonly none: string;
}

export function ReasonField({
  name = "reason",
  label,
  options,
  required = true,
  none,
  ...state
}: ReasonProps) {
  const { value, problem } = useProblem(state);
  return (
    <SelectField
      label={label}
      name={name}
      required={required}
      defaultValue={value(name)}
      error={problem(name)}
    >
      <option value="">{none}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </SelectField>
  );
}

export function NoteField(state: StockFormState) {
  const { value, problem } = useProblem(state);
  const words = useTranslations("stock");
  return (
    <TextField
      label={words("note")}
      optional={words("optional")}
      name="note"
      maxLength={120}
      autoComplete="off"
      defaultValue={value("note")}
      error={problem("note")}
    />
  );
}
