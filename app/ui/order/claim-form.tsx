import { Form, useNavigation } from "@remix-run/react";
import { useLocale, useTranslations } from "use-intl";
import { CLAIM_REASONS, MAX_CLAIM_WORDS } from "~/modules/ordering/claim";
import { CLAIM_UNITS, type ClaimUnit } from "~/modules/ordering/claim.forms";
import type { LineOffered } from "~/modules/ordering/index.server";
import { Button } from "~/ui/primitives/button";
import { SelectField, TextArea, TextField } from "~/ui/primitives/field";
import { Money } from "~/ui/primitives/money";
import { NamedPacks } from "~/ui/primitives/weight";

interface ClaimFormProps {
  /** those of which something may be claimed; at least one */
  readonly lines: readonly LineOffered[];
  /** as typed before */
  readonly values: Readonly<Record<string, string>>;
  /** field → code of the problem */
  readonly problems: Readonly<Record<string, string>>;
}

/** What was not good, how much of it, and what the buyer has to say. Nothing typed is lost; works without JavaScript. */
export function ClaimForm({ lines, values, problems }: ClaimFormProps) {
  const words = useTranslations("claims");
  const problem = useProblem(problems);
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="mt-6 flex flex-col gap-6" noValidate>
      <Choice legend={words("line")} error={problem("lineId")}>
        {lines.map((line) => (
          <Chosen
            key={line.id}
            name="lineId"
            value={line.id}
            checked={values.lineId === line.id || lines.length === 1}
          >
            <span className="min-w-0 flex-1">
              {line.name}
              <span className="block text-13 text-ink-2">
                <NamedPacks name={line.skuName} grams={line.netGrams} packs={line.packs} />
              </span>
            </span>
            <Money fen={line.goodsFen} />
          </Chosen>
        ))}
      </Choice>
      <Choice legend={words("reasonTitle")} error={problem("reason")} narrow>
        {CLAIM_REASONS.map((reason) => (
          <Chosen key={reason} name="reason" value={reason} checked={values.reason === reason}>
            {words(`reason.${reason}`)}
          </Chosen>
        ))}
      </Choice>
      <HowMuch values={values} error={problem("quantity") ?? problem("unit")} />
      <TextArea
        name="words"
        label={words("words")}
        optional={words("optional")}
        hint={words("wordsHint")}
        error={problem("words")}
        defaultValue={values.words}
        maxLength={MAX_CLAIM_WORDS}
      />
      <div>
        <p className="mb-3 text-13 text-pretty text-ink-2">{words("how")}</p>
        <Button name="intent" value="open" kind="primary" size="large" wide disabled={busy}>
          {words("submit")}
        </Button>
      </div>
    </Form>
  );
}

/** A reader of zh-TW means 600 g by the character of a jin: only whoever reads zh-CN is offered it. */
function HowMuch({ values, error }: { values: ClaimFormProps["values"]; error: string | undefined }) {
  const words = useTranslations("claims");
  const locale = useLocale();
  const units = CLAIM_UNITS.filter((unit: ClaimUnit) => unit !== "jin" || locale === "zh-CN");
  return (
    <div className="grid grid-cols-[1fr_8rem] gap-x-3">
      <TextField
        name="quantity"
        inputMode="decimal"
        label={words("quantity")}
        error={error}
        defaultValue={values.quantity}
        maxLength={12}
        autoComplete="off"
        required
      />
      <SelectField name="unit" label={words("unit")} defaultValue={values.unit ?? "packs"}>
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {words(`units.${unit}`)}
          </option>
        ))}
      </SelectField>
      {!error && <p className="col-span-2 mt-1 text-13 text-ink-3">{words("quantityHint")}</p>}
    </div>
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly error: string | undefined;
  readonly narrow?: boolean;
  readonly children: React.ReactNode;
}

function Choice({ legend, error, narrow = false, children }: ChoiceProps) {
  return (
    <fieldset>
      <legend className="mb-2 text-15 font-semibold">{legend}</legend>
      <div className={narrow ? "grid gap-2 min-[22rem]:grid-cols-2" : "grid gap-2"}>{children}</div>
      {error && <p className="mt-1 text-13 text-vermilion">{error}</p>}
    </fieldset>
  );
}

interface ChosenProps {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly children: React.ReactNode;
}

function Chosen({ name, value, checked, children }: ChosenProps) {
  return (
    <label className="flex min-h-12 cursor-pointer items-center justify-between gap-3 rounded-control border border-line bg-card px-3 py-2 text-15 has-checked:border-vermilion has-checked:shadow-[inset_0_0_0_1px_var(--vermilion)] has-focus-visible:outline-2 has-focus-visible:outline-indigo">
      <input type="radio" name={name} value={value} defaultChecked={checked} className="sr-only" />
      {children}
    </label>
  );
}

const PROBLEMS = ["line", "reason", "quantity", "unit", "required", "tooLong", "unprintable"] as const;
type Problem = (typeof PROBLEMS)[number];

function useProblem(problems: Readonly<Record<string, string>>) {
  const words = useTranslations("claims.problems");
  return (field: string): string | undefined => {
    const code = problems[field];
    if (code === undefined) return undefined;
    return words((PROBLEMS as readonly string[]).includes(code) ? (code as Problem) : "required");
  };
}
