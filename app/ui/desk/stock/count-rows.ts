import type { CountLine, StockPage } from "~/modules/catalog/index.server";
import type { Packing } from "~/modules/catalog/product";

/** One thing to count, and what was counted so far. */
export interface CountRow {
  readonly kind: "sku" | "lot";
  readonly subjectId: string;
  readonly name: string;
  readonly detail: string;
  /** of packs; a lot is weighed */
  readonly packing: Packing | null;
  readonly counted: bigint | null;
  readonly expected: bigint | null;
}

/** Everything in store, packs first, in the order of the shelves. */
export function countRows({ skus, lots }: StockPage, lines: readonly CountLine[]): CountRow[] {
  const bySubject = new Map(lines.map((line) => [line.subjectId, line]));
  const standing = (subjectId: string) => {
    const line = bySubject.get(subjectId);
    return { counted: line?.counted ?? null, expected: line?.expected ?? null };
  };
  return [
    ...skus.map((sku): CountRow => {
      const { skuId, productName, skuName, packing } = sku;
      return {
        kind: "sku",
        subjectId: skuId,
        name: productName,
        detail: skuName,
        packing,
        ...standing(skuId),
      };
    }),
    ...lots.map((lot): CountRow => {
      const { lotId, productName, code } = lot;
      return {
        kind: "lot",
        subjectId: lotId,
        name: productName,
        detail: code,
        packing: null,
        ...standing(lotId),
      };
    }),
  ];
}

/** The first thing that has not been counted; undefined when all have. */
export function nextToCount(rows: readonly CountRow[]): CountRow | undefined {
  return rows.find((row) => row.counted === null);
}
