import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import { type PricePer, packPrice, readYuan } from "~/modules/catalog/desk.price";
import type { DeskSku } from "~/modules/catalog/index.server";
import { LONGEST_PLAN_REASON } from "~/modules/catalog/pricing/plan";
import { Button } from "~/ui/primitives/button";
import { Choice, Choices } from "~/ui/primitives/choice";
import { TextField } from "~/ui/primitives/field";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import { useRetailUnit } from "~/ui/primitives/weight";
import { DeskForm, type SkuAnswer, useSkuForm } from "./sku-form";

/**
 * A pack's price, typed per pack or per weight as the grower thinks; the other is shown while typing. Without
 * JavaScript both ways work as well, and what stands now is shown in both.
 */
export function PriceEditor({ sku, answer }: { sku: DeskSku; answer: SkuAnswer | undefined }) {
  const words = useTranslations("desk.products");
  const units = useTranslations("units");
  const weight = useRetailUnit();
  const form = useSkuForm("price", sku.id, answer);
  const [per, setPer] = useState<PricePer>((form.values.per as PricePer | undefined) ?? "pack");
  const [typed, setTyped] = useState(form.values.price ?? "");
  useEffect(() => {
    if (form.done) setTyped("");
  }, [form.done]);
  const thousandths = readYuan(typed);
  const priceFen = thousandths === undefined ? sku.priceFen : packPrice(thousandths, per, sku.netGrams);
  const nameOf = (unit: PricePer) => (unit === "pack" ? units(sku.packing) : units(unit));
  return (
    <DeskForm form={form} intent="price" skuId={sku.id}>
      <Choices legend={words("pricedPer")}>
        {(["pack", weight as PricePer] as const).map((unit) => (
          <Choice
            key={unit}
            name="per"
            value={unit}
            defaultChecked={unit === per}
            onChange={() => setPer(unit)}
          >
            {words("yuanPer", { unit: nameOf(unit) })}
          </Choice>
        ))}
      </Choices>
      <TextField
        label={words("newPrice")}
        name="price"
        inputMode="decimal"
        autoComplete="off"
        maxLength={10}
        required
        placeholder={plainYuan(sku.priceFen)}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={form.problem("price")}
      />
      <p aria-live="polite" className="flex flex-wrap items-baseline gap-x-2 text-15">
        <span className="text-13 text-ink-3">{words(thousandths === undefined ? "now" : "becomes")}</span>
        <span className="font-semibold">
          <Money fen={priceFen} tone="price" />
          <span className="font-normal text-ink-2">/{units(sku.packing)}</span>
        </span>
        <span className="text-ink-2">
          {units("comesTo")} <PackPerWeight fen={priceFen} grams={sku.netGrams} />
        </span>
      </p>
      <TextField
        label={words("priceReason")}
        hint={words("priceReasonHint")}
        name="reason"
        autoComplete="off"
        maxLength={LONGEST_PLAN_REASON}
        defaultValue={form.values.reason}
      />
      <Button kind="primary" disabled={form.sending}>
        {words("savePrice")}
      </Button>
    </DeskForm>
  );
}
