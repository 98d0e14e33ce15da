import { useTranslations } from "use-intl";
import { weightNumber } from "~/kernel/amount-text";
import type { StockSku } from "~/modules/catalog/index.server";
import { GRAM_MOVE_REASONS, LOSS_REASONS, LOT_REASONS } from "~/modules/catalog/stock-reasons";
import { FewerOrMore, WhyFields } from "./stock-fields";
import { ChoiceField, PacksField, ReasonField, type StockAnswer, StockForm, WeightField } from "./stock-form";

interface FormProps {
  readonly answer: StockAnswer | undefined;
  readonly lotId: string;
}

/** Grams of the lot into packs: which pack, how many, how much was taken for them. The rest is loss. */
export function PackLot({ answer, lotId, skus }: FormProps & { readonly skus: readonly StockSku[] }) {
  const words = useTranslations("stock");
  const units = useTranslations("units");
  const state = { intent: "pack", answer };
  return (
    <StockForm {...state} of={lotId} primary title={words("pack")} button={words("packButton")}>
      <ReasonField
        {...state}
        name="skuId"
        label={words("intoPack")}
        none={words("choose")}
        options={skus.map((sku) => ({
          value: sku.skuId,
          label: `${sku.skuName} · ${weightNumber(sku.netGrams, "kilogram")} ${units("kilogram")}`,
        }))}
      />
      <PacksField {...state} name="packs" label={words("packsMade")} />
      <WeightField {...state} label={words("used")} hint={words("usedHint")} />
      <ReasonField
        {...state}
        name="lossReason"
        label={words("lossReason")}
        none={words("noLoss")}
        required={false}
        options={LOSS_REASONS.map((each) => ({ value: each, label: words(`loss.${each}`) }))}
      />
      <ChoiceField
        {...state}
        name="channel"
        legend={words("sellIn")}
        preset="shop"
        options={[
          { value: "shop", label: words("channel.shop") },
          { value: "live", label: words("channel.live") },
          { value: "aside", label: words("channel.aside") },
        ]}
      />
    </StockForm>
  );
}

export function MoveGrams({ answer, lotId }: FormProps) {
  const words = useTranslations("stock");
  const state = { intent: "moveGrams", answer };
  return (
    <StockForm {...state} of={lotId} title={words("moveGrams")} button={words("moveGramsButton")}>
      <ChoiceField
        {...state}
        name="to"
        legend={words("direction")}
        options={[
          { value: "wholesale", label: words("toWholesale") },
          { value: "retail", label: words("toRetail") },
        ]}
      />
      <WeightField {...state} label={words("howMuch")} />
      <WhyFields {...state} reasons={GRAM_MOVE_REASONS} />
    </StockForm>
  );
}

export function AdjustGrams({ answer, lotId }: FormProps) {
  const words = useTranslations("stock");
  const state = { intent: "adjustGrams", answer };
  return (
    <StockForm {...state} of={lotId} title={words("adjust")} button={words("adjustButton")}>
      <FewerOrMore {...state} />
      <ChoiceField
        {...state}
        name="part"
        legend={words("where")}
        preset="retail"
        options={[
          { value: "retail", label: words("retail") },
          { value: "wholesale", label: words("wholesale") },
        ]}
      />
      <WeightField {...state} label={words("howMuch")} />
      <WhyFields {...state} reasons={LOT_REASONS} />
    </StockForm>
  );
}

/** How long the goods keep, so that the oldest lots can be called out in time. */
export function ShelfLife({ answer, lotId }: FormProps) {
  const words = useTranslations("stock");
  const state = { intent: "shelfLife", answer };
  return (
    <StockForm {...state} of={lotId} title={words("shelfLife")} button={words("shelfLifeButton")}>
      <PacksField
        {...state}
        name="days"
        label={words("shelfLifeDays")}
        hint={words("shelfLifeHint")}
        required={false}
      />
    </StockForm>
  );
}
