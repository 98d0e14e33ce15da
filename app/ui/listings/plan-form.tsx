import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { plainYuan } from "~/kernel/amount-text";
import type { PricedPack } from "~/modules/catalog/index.server";
import { LONGEST_PLAN_REASON, PLAN_KINDS } from "~/modules/catalog/pricing/plan";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { Choice, Choices } from "~/ui/primitives/choice";
import { SelectField, TextField } from "~/ui/primitives/field";
import { RefusedNotice } from "~/ui/primitives/refused";

export interface PlanAnswer {
  readonly refused: RefusalCode;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

interface PlanFormProps {
  readonly productId: string;
  readonly packs: readonly PricedPack[];
  /** times somebody may well mean, as the fields take them */
  readonly suggested: { readonly from: string; readonly till: string };
  readonly answer: PlanAnswer | undefined;
}

/** Setting a change for a time to come. Which fields are shown follows from the kind, by style alone: it needs no script. */
export function PlanForm({ productId, packs, suggested, answer }: PlanFormProps) {
  const words = useTranslations("prices");
  const problems = useTranslations("prices.problems");
  const busy = useNavigation().state !== "idle";
  const value = (field: string, usual = "") => answer?.values[field] ?? usual;
  const problem = (field: string) => {
    const code = answer?.problems[field] as Parameters<typeof problems>[0] | undefined;
    return code && problems.has(code) ? problems(code) : undefined;
  };
  const whenPriced =
    "hidden group-has-[[value=price]:checked]:block group-has-[[value=promotion]:checked]:block";
  return (
    <Form method="post" className="group flex flex-col gap-4 rounded-card border border-line bg-card p-4">
      <input type="hidden" name="intent" value="plan" />
      {answer && <RefusedNotice code={answer.refused} />}
      <Choices legend={words("what")}>
        {PLAN_KINDS.map((kind) => (
          <Choice
            key={kind}
            name="kind"
            value={kind}
            required
            defaultChecked={value("kind", "price") === kind}
            className="basis-[45%]"
          >
            {words(`kind.${kind}`)}
          </Choice>
        ))}
      </Choices>
      <SelectField
        className={whenPriced}
        label={words("pack")}
        name="skuId"
        defaultValue={value("skuId", packs[0]?.skuId)}
        error={problem("skuId")}
      >
        {packs.map((pack) => (
          <option key={pack.skuId} value={pack.skuId}>
            {words("packAt", { pack: pack.name, price: `¥${plainYuan(pack.priceFen)}` })}
          </option>
        ))}
      </SelectField>
      <TextField
        className={whenPriced}
        label={words("newPrice")}
        hint={words("newPriceHint")}
        name="price"
        inputMode="decimal"
        autoComplete="off"
        maxLength={10}
        defaultValue={value("price")}
        error={problem("price")}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={words("from")}
          name="from"
          type="datetime-local"
          required
          defaultValue={value("from", suggested.from)}
          error={problem("from")}
        />
        <TextField
          className="hidden group-has-[[value=promotion]:checked]:block"
          label={words("until")}
          hint={words("untilHint")}
          name="till"
          type="datetime-local"
          defaultValue={value("till", suggested.till)}
          error={problem("till")}
        />
      </div>
      <TextField
        label={words("reason")}
        hint={words("reasonHint")}
        optional={words("optional")}
        name="reason"
        maxLength={LONGEST_PLAN_REASON}
        defaultValue={value("reason")}
        error={problem("reason")}
      />
      <p className="hidden text-13 text-ink-3 group-has-[[value=promotion]:checked]:block">{words("law")}</p>
      <Button kind="field" size="large" wide disabled={busy}>
        {words("plan")}
      </Button>
      <KeptDraft form={`plan/${productId}`} />
    </Form>
  );
}
