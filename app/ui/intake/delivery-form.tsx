import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { IntakeChoices } from "~/modules/intake/index.server";
import { SCALE_UNITS } from "~/modules/intake/slip.forms";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { ActionBar } from "~/ui/primitives/action-bar";
import { Button } from "~/ui/primitives/button";
import { SelectField, TextField } from "~/ui/primitives/field";
import { DeliveryGoods } from "./delivery-goods";
import { DeliverySum } from "./delivery-sum";
import { valuesOfGoods } from "./slip-values";
import { type IntakeAnswer, useProblem } from "./use-problem";
import { Weighings } from "./weighings";

type Values = Readonly<Record<string, string>>;

interface DeliveryFormProps {
  readonly intent: "weigh" | "weighAnew" | "correct";
  readonly choices: IntakeChoices;
  /** what the form begins with */
  readonly initial: Values;
  readonly answer: IntakeAnswer | undefined;
  readonly today: string;
  /** the name under which it is kept until it has arrived */
  readonly draft: string;
}

/** A delivery as it stands on the scale, with what was told to the household about its goods and their price. */
export function DeliveryForm({ intent, choices, initial, answer, today, draft }: DeliveryFormProps) {
  const words = useTranslations("intake.delivery");
  const { answered, problem } = useProblem(answer, intent);
  const start: Values = answered ? { ...initial, ...answered.values } : initial;
  const busy = useNavigation().state !== "idle";
  const [values, setValues] = useState<Values>(start);
  const [householdId, setHouseholdId] = useState(start.householdId ?? "");
  const household = choices.households.find((each) => each.id === householdId);
  const value = (field: string) => values[field] ?? "";

  /** What was last said of a listing's goods stands there at once: one delivery after the other is the same. */
  const chooseProduct = (productId: string) => {
    const last = choices.products.find((each) => each.id === productId)?.last;
    setValues((before) => ({
      ...before,
      productId,
      ...(last && valuesOfGoods(last)),
    }));
  };
  // What the last household brought is said in a line; only what differs is typed.
  const isKnown = intent === "weigh" && Boolean(initial.productId && initial.price && initial.variety);
  const field = (name: string) => ({
    name,
    value: value(name),
    onChange: (event: { target: { value: string } }) =>
      setValues((before) => ({ ...before, [name]: event.target.value })),
    error: problem(name),
  });
  return (
    <Form
      method="post"
      className="grid gap-4"
      onInput={(event) => {
        const typed = [...new FormData(event.currentTarget)].map(([name, text]) => [name, String(text)]);
        setValues((before) => ({ ...before, ...Object.fromEntries(typed) }));
      }}
    >
      {intent === "weigh" ? (
        <SelectField
          label={words("household")}
          name="householdId"
          required
          defaultValue={householdId}
          onChange={(event) => setHouseholdId(event.target.value)}
          error={problem("householdId")}
        >
          <option value="">{words("choose")}</option>
          {choices.households.map((each) => (
            <option key={each.id} value={each.id}>
              {words("householdOption", { code: String(each.number).padStart(2, "0"), name: each.name })}
            </option>
          ))}
        </SelectField>
      ) : (
        <input type="hidden" name="householdId" value={householdId} />
      )}
      {/* Of a household that has left, nothing is offered to choose; what its slip said stays said. */}
      {intent !== "weigh" && !household && <input type="hidden" name="plotId" value={value("plotId")} />}
      {household && household.plots.length > 0 && (
        <SelectField
          label={words("plot")}
          name="plotId"
          defaultValue={value("plotId")}
          error={problem("plotId")}
        >
          <option value="">{words("noPlot")}</option>
          {household.plots.map((plot) => (
            <option key={plot.id} value={plot.id}>
              {plot.place}
            </option>
          ))}
        </SelectField>
      )}
      <DeliveryGoods
        products={choices.products}
        {...{ values, today, problem, field, chooseProduct }}
        isKnown={isKnown}
      />
      <SelectField label={words("unit")} required {...field("unit")}>
        {SCALE_UNITS.map((unit) => (
          <option key={unit} value={unit}>
            {words(`units.${unit}`)}
          </option>
        ))}
      </SelectField>
      <Weighings values={start} problem={problem} />
      {intent === "correct" && (
        <TextField
          label={words("correctReason")}
          name="correctReason"
          maxLength={200}
          required
          defaultValue={start.correctReason ?? ""}
          error={problem("correctReason")}
        />
      )}
      <ActionBar className="flex flex-col gap-2">
        <KeptDraft form={draft} />
        <div className="flex items-center justify-between gap-3">
          <DeliverySum values={values} />
          <Button
            kind="primary"
            size="large"
            name="intent"
            value={intent}
            disabled={busy}
            className="shrink-0"
          >
            {words(`send.${intent}`)}
          </Button>
        </div>
      </ActionBar>
    </Form>
  );
}
