import { weightNumber } from "~/kernel/amount-text";
import { GRAMS_PER, type Grams } from "~/kernel/weight";

/** A weight as a plain number of tonnes, for sentences that name the unit themselves. */
export function tonnesText(grams: Grams): string {
  return weightNumber(grams, "tonne");
}

/** Tonnes as typed, up to three decimals, full-width digits too; undefined when that is no number. */
export function readTonnes(typed: string): Grams | undefined {
  const match = /^(\d{1,4})(?:\.(\d{1,3}))?$/.exec(typed.normalize("NFKC").trim());
  if (!match) return undefined;
  const [, whole = "0", decimals = ""] = match;
  return BigInt(whole) * GRAMS_PER.tonne + BigInt(decimals.padEnd(3, "0")) * 1000n;
}
