const AMOUNT = /^(\d{1,6})(?:\.(\d))?$/;

/** An amount as typed, in its smallest steps; undefined when it is none or has more decimals than the field. */
export function readAmount(typed: string, decimals: 0 | 1): number | undefined {
  const [, whole, decimal] = AMOUNT.exec(typed.normalize("NFKC").trim()) ?? [];
  if (whole === undefined || (decimal !== undefined && decimals === 0)) return undefined;
  return decimals === 0 ? Number(whole) : Number(whole) * 10 + Number(decimal ?? 0);
}

/** An amount in its smallest steps as it is written: 185 with one decimal is 18.5. */
export function amountText(steps: number, decimals: 0 | 1): string {
  return decimals === 0 ? String(steps) : `${Math.floor(steps / 10)}.${steps % 10}`;
}
