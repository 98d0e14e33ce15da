import { useTranslations } from "use-intl";
import { weightNumber } from "~/kernel/amount-text";
import type { StockSku } from "~/modules/catalog/index.server";
import { GRAM_MOVE_REASONS, LOSS_REASONS, LOT_REASONS } from "~/modules/catalog/stock-reasons";
import {
  Choice,
  NoteField,
  PacksField,
  ReasonField,
  type StockAnswer,
  StockForm,
  useProblem,
  WeightField,
} from "./stock-form";

interface FormProps {
  readonly answer: StockAnswer | undefined;
}

/** Grams of the lot into packs: which pack, how many, how much was taken for them. The rest is loss. */
export function PackLot({
  answer,
  runId,
  skus,
}: FormProps & { readonly runId: string; readonly skus: readonly StockSku[] }) {
  const words = useTranslations("stock");
  const units = useTranslations("units");
  const state = { intent: "pack", answer };
  const { value } = useProblem(state);
  return (
    <StockForm {...state} primary title={words("pack")} button={words("packButton")}>
      {/* What was refused has packed nothing, so it keeps its id. */}
      <input type="hidden" name="runId" value={value("runId") || runId} />
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
      <Choice
        {...state}
        name="channel"
        legend={words("sellIn")}
        preset="shop"
        options={[
          { value: "shop", label: words("channel.shop") },
          { value: "live", label: words("channel.live") },
        ]}
      />
    </StockForm>
  );
}

export function MoveGrams({ answer }: FormProps) {
  const words = useTranslations("stock");
  const state = { intent: "moveGrams", answer };
  return (
    <StockForm {...state} title={words("moveGrams")} button={words("moveGramsButton")}>
      <Choice
        {...state}
        name="to"
        legend={words("direction")}
        options={[
          { value: "wholesale", label: words("toWholesale") },
          { value: "retail", label: words("toRetail") },
        ]}
      />
      <WeightField {...state} label={words("howMuch")} />
      <ReasonField
        {...state}
        label={words("why")}
        none={words("choose")}
        options={GRAM_MOVE_REASONS.map((each) => ({ value: each, label: words(`reason.${each}`) }))}
      />
      <NoteField {...state} />
    </StockForm>
  );
}

export function AdjustGrams({ answer }: FormProps) {
  const words = useTranslations("stock");
  const state = { intent: "adjustGrams", answer };
  return (
    <StockForm {...state} title={words("adjust")} button={words("adjustButton")}>
      <Choice
        {...state}
        name="way"
        legend={words("direction")}
        options={[
          { value: "take", label: words("fewer") },
          { value: "add", label: words("more") },
        ]}
      />
      <Choice
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
      <ReasonField
        {...state}
        label={words("why")}
        none={words("choose")}
        options={LOT_REASONS.map((each) => ({ value: each, label: words(`reason.${each}`) }))}
      />
      <NoteField {...state} />
    </StockForm>
  );
}

/** How long the goods keep, so that the oldest lots can be called out in time. */
export function ShelfLife({ answer }: FormProps) {
  const words = useTranslations("stock");
  const state = { intent: "shelfLife", answer };
  return (
    <StockForm {...state} title={words("shelfLife")} button={words("shelfLifeButton")}>
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
