import type { Refusal } from "~/kernel/result";

/** What is counted: packs of a sku, or grams of a lot. */
export const COUNTED_KINDS = ["sku", "lot"] as const;
export type CountedKind = (typeof COUNTED_KINDS)[number];

/**
 * One thing as it was counted. `expected` is what should have lain there at that very moment, so what is sold, packed or
 * sent off between counting and posting changes nothing about the difference.
 */
export interface CountLine {
  readonly kind: CountedKind;
  readonly subjectId: string;
  /** packs of a sku, grams of a lot */
  readonly counted: bigint;
  readonly expected: bigint;
  readonly countedAt: Date;
}

/** No such stock-take at this cooperative. */
export type CountNotFound = Refusal<"CountNotFound">;
/** It was posted or given up before. */
export type CountClosed = Refusal<"CountClosed">;
/** Nothing has been counted. */
export type CountEmpty = Refusal<"CountEmpty">;
/** Somebody has counted on since the differences were looked at. */
export type CountChanged = Refusal<"CountChanged">;
/** More is missing than is free now: buyers hold it, or it has been packed since. Nothing has been posted. */
export type CountOvertaken = Refusal<"CountOvertaken"> & {
  readonly subjects: readonly { readonly kind: CountedKind; readonly subjectId: string }[];
};

export function differenceOf(line: Pick<CountLine, "counted" | "expected">): bigint {
  return line.counted - line.expected;
}

/** What somebody saw when taking the second look: it changes with every line that is counted again. */
export function lookOf(lines: readonly CountLine[]): string {
  const newest = Math.max(0, ...lines.map((line) => line.countedAt.getTime()));
  const sum = lines.reduce((all, line) => all + differenceOf(line), 0n);
  return `${lines.length}.${newest}.${sum}`;
}

/**
 * Where a difference goes: what was found is added to the first part; what is missing is taken from the first part as
 * far as it reaches, then from the second. Undefined when both together do not have it.
 */
export function spread(
  difference: bigint,
  first: bigint,
  second: bigint,
): { readonly first: bigint; readonly second: bigint } | undefined {
  if (difference >= 0n) return { first: difference, second: 0n };
  const missing = -difference;
  if (missing > first + second) return undefined;
  const fromFirst = missing < first ? missing : first;
  return { first: -fromFirst, second: -(missing - fromFirst) };
}
