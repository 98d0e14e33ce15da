import { type Fen, roundedDivide } from "~/kernel/money";
import { GRAMS_PER, type Grams } from "~/kernel/weight";
import { type PricePer, packPrice } from "../desk.price";

/** The price of one pack in the three ways growers name it, each in thousandths of a yuan. */
export type UnitPrices = Readonly<Record<PricePer, bigint>>;

/**
 * Any one of the three prices typed, the others computed. What counts is the price of the pack in whole fen: it is
 * rounded once from what was typed, and the other two follow from it, so that all three always speak of the same money.
 * What was typed stays as typed. `typed` and the answers are thousandths of a yuan.
 */
export function unitPrices(typed: bigint, per: PricePer, netGrams: Grams): UnitPrices {
  const packFen = packPrice(typed, per, netGrams);
  const computed: UnitPrices = {
    pack: packFen * 10n,
    jin: perWeight(packFen, netGrams, GRAMS_PER.jin),
    kilogram: perWeight(packFen, netGrams, GRAMS_PER.kilogram),
  };
  return { ...computed, ...(per === "pack" ? {} : { [per]: typed }) };
}

function perWeight(packFen: Fen, netGrams: Grams, unitGrams: Grams): bigint {
  return roundedDivide(packFen * 10n * unitGrams, netGrams);
}

/** Thousandths of a yuan as one types them: no sign, no grouping, no more decimals than needed. */
export function typedYuan(thousandths: bigint): string {
  const decimals = String(thousandths % 1000n).padStart(3, "0");
  const shown = decimals.endsWith("0") ? decimals.slice(0, 2) : decimals;
  return shown === "00" ? String(thousandths / 1000n) : `${thousandths / 1000n}.${shown}`;
}

const WEIGHT = /^(\d{1,6})(?:\.(\d{1,3}))?$/;
export const WEIGHT_TYPED_IN = ["jin", "kilogram", "gram"] as const;
export type WeightTypedIn = (typeof WEIGHT_TYPED_IN)[number];

/** A net weight as typed, in grams; undefined when it is none, is zero, or is no whole number of grams. */
export function readNetWeight(typed: string, unit: WeightTypedIn): Grams | undefined {
  const [, whole, decimals = ""] = WEIGHT.exec(typed.normalize("NFKC").trim()) ?? [];
  if (whole === undefined) return undefined;
  const thousandths = BigInt(whole) * 1000n + BigInt(decimals.padEnd(3, "0"));
  const milligrams = thousandths * (unit === "gram" ? 1n : GRAMS_PER[unit]);
  return milligrams > 0n && milligrams % 1000n === 0n ? milligrams / 1000n : undefined;
}
