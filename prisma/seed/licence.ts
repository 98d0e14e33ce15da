/** GB 32100-2015: digits and letters without I, O, S, V, Z; the check character closes a sum modulo 31. */
const SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const MODULUS = 31;
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * A unified social credit code in its right form and of nobody: 93 is a farmers' cooperative, then the county, then
 * an organisation code that begins with DEM.
 */
export function inventedLicence(regionCode: string, position: number): string {
  const body = `DEM000${String(position).padStart(2, "0")}`;
  const organisation = [...body].reduce(
    (sum, symbol, index) => sum + parseInt(symbol, 36) * (ORGANISATION_WEIGHTS[index] ?? 0),
    0,
  );
  const left = 11 - (organisation % 11);
  const check = left === 10 ? "X" : left === 11 ? "0" : String(left);
  const code = `93${regionCode}${body}${check}`;
  let weight = 1;
  let sum = 0;
  for (const symbol of code) {
    sum += SYMBOLS.indexOf(symbol) * weight;
    weight = (weight * 3) % MODULUS;
  }
  return code + SYMBOLS.charAt((MODULUS - (sum % MODULUS)) % MODULUS);
}
