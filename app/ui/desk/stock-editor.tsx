import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { DeskSku } from "~/modules/catalog/index.server";
import { Button } from "~/ui/primitives/button";
import { Choice, Choices } from "~/ui/primitives/choice";
import { SelectField, TextField } from "~/ui/primitives/field";
import { DeskForm, type SkuAnswer, useSkuForm } from "./sku-form";

const REASONS = {
  add: ["packed", "recounted"],
  take: ["spoiled", "usedElsewhere", "recounted"],
} as const;
type Direction = keyof typeof REASONS;
const ALL_REASONS = ["packed", "spoiled", "usedElsewhere", "recounted"] as const;

/** Packs put on sale or taken off, and why. A change and not a new count: sales go on while somebody types. */
export function StockEditor({ sku, answer }: { sku: DeskSku; answer: SkuAnswer | undefined }) {
  const words = useTranslations("desk.products");
  const problems = useTranslations("desk.problems");
  const form = useSkuForm("stock", sku.id, answer);
  const [direction, setDirection] = useState<Direction | undefined>();
  const [typed, setTyped] = useState(form.values.packs ?? "");
  useEffect(() => {
    if (form.done) setTyped("");
  }, [form.done]);
  const shop = sku.pools.find((pool) => pool.channel === "shop");
  const free = shop ? shop.onHand - shop.held : 0;
  const packs = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  const after = direction === "take" ? free - packs : free + packs;
  const reasons: readonly (typeof ALL_REASONS)[number][] = direction ? REASONS[direction] : ALL_REASONS;
  return (
    <DeskForm form={form} intent="stock" skuId={sku.id}>
      <Choices legend={words("direction")} quiet>
        {(["add", "take"] as const).map((one) => (
          <Choice
            key={one}
            name="direction"
            value={one}
            required
            defaultChecked={(form.values.direction ?? "add") === one}
            onChange={() => setDirection(one)}
          >
            {words(one)}
          </Choice>
        ))}
      </Choices>
      <div className="grid grid-cols-[7rem_1fr] gap-3">
        <TextField
          label={words("packs")}
          name="packs"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={form.problem("packs") ?? (after < 0 ? problems("onlyLeft", { left: free }) : undefined)}
        />
        <SelectField
          label={words("reason")}
          name="reason"
          required
          defaultValue={form.values.reason ?? ""}
          error={form.problem("reason")}
        >
          <option value="">{words("chooseReason")}</option>
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {words(`reasons.${reason}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <p aria-live="polite" className="figures text-15 text-ink-2">
        {packs > 0 && after >= 0 ? words("stockAfter", { free, after }) : words("stockNow", { free })}
      </p>
      <Button kind="primary" disabled={form.sending}>
        {words("saveStock")}
      </Button>
    </DeskForm>
  );
}
