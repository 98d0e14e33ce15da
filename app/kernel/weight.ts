declare const gramsBrand: unique symbol;
/** A weight in whole grams. */
export type Grams = bigint & { readonly [gramsBrand]?: never };

/** How a reader wants weights and prices by weight shown. 1 斤 = 500 g. */
export type WeightUnit = "jin" | "kilogram" | "tonne";

export const GRAMS_PER: Readonly<Record<WeightUnit, bigint>> = {
  jin: 500n,
  kilogram: 1000n,
  tonne: 1_000_000n,
};
