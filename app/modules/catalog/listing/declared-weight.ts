import type { Grams } from "~/kernel/weight";

const GRAMS_OF: Readonly<Record<string, bigint>> = {
  斤: 500n,
  公斤: 1000n,
  千克: 1000n,
  kg: 1000n,
  克: 1n,
  g: 1n,
};
/** 5斤, 2.5 公斤, 500g, and how many of them: 1斤×2. */
const DECLARED = /(\d{1,4}(?:\.\d{1,2})?)\s*(公斤|千克|斤|克|kg|g)(?![a-z])(?:\s*[×xX*]\s*(\d{1,3}))?/i;

/** The weight that a pack's name declares, such as 5斤装; undefined where it declares none. */
export function declaredGrams(name: string): Grams | undefined {
  const [, amount, unit = "", count = "1"] = DECLARED.exec(name.normalize("NFKC")) ?? [];
  const grams = GRAMS_OF[unit.toLowerCase()];
  if (amount === undefined || grams === undefined) return undefined;
  const [whole = "0", decimals = ""] = amount.split(".");
  const hundredths = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0"));
  return (hundredths * grams * BigInt(count)) / 100n;
}

/** Whether the net weight given for a pack is another than its name declares. */
export function contradictsName(name: string, netGrams: Grams): boolean {
  const declared = declaredGrams(name);
  return declared !== undefined && declared !== netGrams;
}
