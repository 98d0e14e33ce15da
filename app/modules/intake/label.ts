import type { Grams } from "~/kernel/weight";
import { readWeight } from "./slip.forms";

/** 追溯标签, one for a pack or a crate. On a roll of 60 × 40 mm for a thermal printer, or eighteen of them on a sheet of A4. */
export const LABEL_PAPERS = ["60x40", "a4"] as const;
export type LabelPaper = (typeof LABEL_PAPERS)[number];
export const LABELS_ON_A4 = 18;
/** Ten sheets at a time; a pallet of more is printed twice. */
export const MOST_LABELS = 180;

/** A pack the lot's goods are sold in, and how many of this lot stand in the store. */
export interface LabelPack {
  readonly skuId: string;
  /** in the reader's language */
  readonly name: string;
  /** as the label says it, in Chinese */
  readonly printed: string;
  readonly netGrams: Grams;
  readonly inStore: number;
}

/** What is to be printed. `pack` is null for crates by weight. */
export interface LabelWish {
  readonly paper: LabelPaper;
  readonly pack: LabelPack | null;
  /** net, on every label; null leaves a line to write on */
  readonly netGrams: Grams | null;
  readonly count: number;
}

export type LabelProblem = "weightUnreadable" | "countUnreadable";

/**
 * Reads what an address asks for. Nothing asked: as many as packs of the lot stand in the store, of the kind there are most
 * of, on a roll. A wish that cannot be read is printed as if it had not been made, and named.
 */
export function readLabelWish(
  asked: URLSearchParams,
  packs: readonly LabelPack[],
): {
  readonly wish: LabelWish;
  readonly problems: Readonly<Partial<Record<"kilograms" | "count", LabelProblem>>>;
} {
  const most = packs.toSorted((one, other) => other.inStore - one.inStore)[0];
  const what = asked.get("what");
  const pack = what === "weight" ? null : (packs.find(({ skuId }) => skuId === what) ?? most ?? null);
  const typed = (asked.get("kilograms") ?? "").trim();
  const weighed = typed === "" ? null : readWeight(typed, "kilogram");
  const counted = (asked.get("count") ?? "").trim();
  const count = /^\d{1,3}$/.test(counted) ? Number(counted) : 0;
  const isCount = count >= 1 && count <= MOST_LABELS;
  return {
    wish: {
      paper: LABEL_PAPERS.find((each) => each === asked.get("paper")) ?? "60x40",
      pack,
      netGrams: pack ? pack.netGrams : weighed || null,
      count: isCount ? count : Math.min(MOST_LABELS, Math.max(1, pack?.inStore ?? 1)),
    },
    problems: {
      ...(pack === null && weighed === undefined ? { kilograms: "weightUnreadable" as const } : {}),
      ...(counted !== "" && !isCount ? { count: "countUnreadable" as const } : {}),
    },
  };
}

/**
 * How high the characters of a net content must stand at least, in millimetres (定量包装商品计量监督管理办法, 市场监管总局令
 * 2023 no. 70, its table of heights; GB 7718 has the same). A line to write a weight on is for crates, which are heavy.
 */
export function netHeightMm(netGrams: Grams | null): number {
  if (netGrams === null || netGrams > 1_000n) return 6;
  if (netGrams > 200n) return 4;
  return netGrams > 50n ? 3 : 2;
}

/** A net content in the unit that rule asks for: grams below a kilogram, kilograms from there. */
export function netContent(netGrams: Grams): string {
  if (netGrams < 1_000n) return `${netGrams} g`;
  const rest = String(netGrams % 1_000n)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return `${netGrams / 1_000n}${rest && `.${rest}`} kg`;
}
