import type { Fen, UnitPrice } from "./money";
import { roundedDivide } from "./money";
import { GRAMS_PER, type Grams, type WeightUnit } from "./weight";

/** The pieces of an amount of money as it is written: sign, yuan with grouping, two digits of fen. */
export interface YuanText {
  readonly sign: "" | "−";
  readonly yuan: string;
  readonly fen: string;
}

export function yuanText(amount: Fen): YuanText {
  const magnitude = amount < 0n ? -amount : amount;
  return {
    sign: amount < 0n ? "−" : "",
    yuan: groupThousands(magnitude / 100n),
    fen: String(magnitude % 100n).padStart(2, "0"),
  };
}

/** `1,234.50` — for places without markup: CSV, titles, alternative texts. */
export function plainYuan(amount: Fen): string {
  const { sign, yuan, fen } = yuanText(amount);
  return `${sign}${yuan}.${fen}`;
}

/** A unit price in yuan per jin, kilogram or tonne with two decimals (three when a jin needs them). */
export function unitPriceText(price: UnitPrice, unit: WeightUnit): string {
  // 1/10000 yuan per kg × grams / 1000 = 1/10000 yuan per unit; × 1/10 leaves thousandths of a yuan.
  const { sign, whole, decimals } = inThousandths(roundedDivide(price * GRAMS_PER[unit], 10_000n));
  return `${sign}${whole}.${decimals.endsWith("0") ? decimals.slice(0, 2) : decimals}`;
}

/** A weight as a decimal number of the unit, without trailing zeros, at most three decimals. */
export function weightNumber(grams: Grams, unit: WeightUnit): string {
  const { sign, whole, decimals } = inThousandths(roundedDivide(grams * 1000n, GRAMS_PER[unit]));
  const shown = decimals.replace(/0+$/, "");
  return `${sign}${whole}${shown ? `.${shown}` : ""}`;
}

/** Whether a text says an amount with its unit by itself: "2.5 kg family box" says 2.5 kg, "12.5 kg crate" does not. */
export function saysAmount(text: string, number: string, unit: string): boolean {
  const spaceless = text.replaceAll(/\s/g, "");
  const amount = `${number}${unit}`;
  for (let at = spaceless.indexOf(amount); at >= 0; at = spaceless.indexOf(amount, at + 1)) {
    if (!/[\d.,]/.test(spaceless.charAt(at - 1))) return true;
  }
  return false;
}

/** A number of thousandths in the pieces it is written with: `whole` grouped, always three `decimals`. */
function inThousandths(thousandths: bigint) {
  const magnitude = thousandths < 0n ? -thousandths : thousandths;
  return {
    sign: thousandths < 0n ? "−" : "",
    whole: groupThousands(magnitude / 1000n),
    decimals: String(magnitude % 1000n).padStart(3, "0"),
  };
}

function groupThousands(number: bigint): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** An integer of smallest parts as a plain decimal for machines: no grouping, a hyphen for minus. `decimals` ≥ 1. */
export function plainDecimal(amount: bigint, decimals: number): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(decimals + 1, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
