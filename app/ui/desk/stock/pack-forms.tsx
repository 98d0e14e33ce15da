import { useTranslations } from "use-intl";
import { LOW_STOCK } from "~/modules/catalog/stock";
import { PACK_MOVE_REASONS, STOCK_REASONS } from "~/modules/catalog/stock-reasons";
import { FewerOrMore, WhyFields } from "./stock-fields";
import { ChoiceField, PacksField, type StockAnswer, StockForm } from "./stock-form";

interface FormProps {
  readonly answer: StockAnswer | undefined;
  readonly skuId: string;
}

/** Packs from the shop to the next live session, or back; what is left over of those kept aside to the shop. */
export function MovePacks({
  answer,
  skuId,
  aside,
}: FormProps & {
  /** some are kept for those who ordered before the harvest */
  readonly aside: boolean;
}) {
  const words = useTranslations("stock");
  const state = { intent: "move", answer };
  return (
    <StockForm {...state} of={skuId} title={words("movePacks")} button={words("movePacksButton")}>
      <ChoiceField
        {...state}
        name="from"
        legend={words("direction")}
        preset="shop"
        options={[
          { value: "shop", label: words("shopToLive") },
          { value: "live", label: words("liveToShop") },
          ...(aside ? [{ value: "aside", label: words("asideToShop") }] : []),
        ]}
      />
      <PacksField {...state} name="packs" label={words("howManyPacks")} hint={words("movePacksHint")} />
      <WhyFields {...state} reasons={PACK_MOVE_REASONS} />
    </StockForm>
  );
}

/** More or fewer packs than was thought, and why. */
export function AdjustPacks({ answer, skuId }: FormProps) {
  const words = useTranslations("stock");
  const state = { intent: "adjust", answer };
  return (
    <StockForm {...state} of={skuId} title={words("adjust")} button={words("adjustButton")}>
      <FewerOrMore {...state} />
      <ChoiceField
        {...state}
        name="channel"
        legend={words("where")}
        preset="shop"
        options={[
          { value: "shop", label: words("channel.shop") },
          { value: "live", label: words("channel.live") },
        ]}
      />
      <PacksField {...state} name="packs" label={words("howManyPacks")} />
      <WhyFields {...state} reasons={STOCK_REASONS} />
    </StockForm>
  );
}

/** From how few packs on the desk warns. */
export function LowLimit({ answer, skuId, lowBelow }: FormProps & { readonly lowBelow: number | null }) {
  const words = useTranslations("stock");
  const state = { intent: "limit", answer };
  return (
    <StockForm {...state} of={skuId} title={words("limit")} button={words("limitButton")}>
      <PacksField
        {...state}
        name="lowBelow"
        label={words("limitField")}
        hint={words("limitHint", { usual: LOW_STOCK })}
        required={false}
        preset={lowBelow === null ? "" : String(lowBelow)}
      />
    </StockForm>
  );
}
