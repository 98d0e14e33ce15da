import { useEffect, useState } from "react";
import { PRICE_PER, type PricePer, readYuan } from "~/modules/catalog/desk.price";
import type { ListingValues } from "~/modules/catalog/listing/listing.forms";
import {
  readNetWeight,
  typedYuan,
  unitPrices,
  type WeightTypedIn,
} from "~/modules/catalog/listing/unit-price";

/** Three prices of which one was typed; without JavaScript only the pack's is filled in, and nothing is computed. */
export function usePrices(values: ListingValues, field: (name: string) => string) {
  const [weight, setWeight] = useState(values[field("weight")] ?? "");
  const [unit, setUnit] = useState<WeightTypedIn>(
    (values[field("weightUnit")] as WeightTypedIn | undefined) ?? "jin",
  );
  const [typed, setTyped] = useState<{ per: PricePer; text: string; isAlive: boolean }>({
    per: "pack",
    text: values[field("price.pack")] ?? "",
    isAlive: false,
  });
  useEffect(() => setTyped((before) => ({ ...before, isAlive: true })), []);
  const grams = readNetWeight(weight, unit);
  const thousandths = readYuan(typed.text);
  const isComputed = typed.isAlive && grams !== undefined && thousandths !== undefined;
  const prices = isComputed ? unitPrices(thousandths, typed.per, grams) : undefined;
  const shown = (per: PricePer) => (per === typed.per ? typed.text : prices ? typedYuan(prices[per]) : "");
  return {
    weight,
    setWeight,
    unit,
    setUnit,
    per: typed.per,
    isComputing: typed.isAlive,
    shown: { pack: shown("pack"), jin: shown("jin"), kilogram: shown("kilogram") },
    typedPer: (per: string) =>
      setTyped((before) => ({ ...before, per: PRICE_PER.find((each) => each === per) ?? "pack" })),
    type: (per: PricePer, text: string) => setTyped({ per, text, isAlive: true }),
  };
}
