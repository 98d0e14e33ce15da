import { type Fen, roundedDivide } from "~/kernel/money";
import { GRAMS_PER, type Grams } from "~/kernel/weight";

/** What a typed price is for: one pack, or a weight. */
export const PRICE_PER = ["pack", "jin", "kilogram"] as const;
export type PricePer = (typeof PRICE_PER)[number];

const YUAN = /^(\d{1,6})(?:\.(\d{1,3}))?$/;

/** Yuan as typed, up to three decimals and full-width digits, in thousandths; undefined when it is no amount. */
export function readYuan(typed: string): bigint | undefined {
  const [, whole, decimals = ""] =
    YUAN.exec(
      typed
        .normalize("NFKC")
        .replace(/^[¥￥]/, "")
        .trim(),
    ) ?? [];
  return whole === undefined ? undefined : BigInt(whole) * 1000n + BigInt(decimals.padEnd(3, "0"));
}

/** The price of a pack of `netGrams` that was typed per pack or per weight, rounded to the fen. */
export function packPrice(thousandths: bigint, per: PricePer, netGrams: Grams): Fen {
  if (per === "pack") return roundedDivide(thousandths, 10n);
  return roundedDivide(thousandths * netGrams, 10n * GRAMS_PER[per]);
}
