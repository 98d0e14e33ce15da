const ROUND = [1, 2, 5, 10] as const;

/**
 * The marks of an axis that begins at nothing: round numbers (1, 2 or 5 times a power of ten, never below `least`), at most
 * `most` of them, the last not below `max`.
 */
export function axisMarks(max: number, { most = 4, least = 1 } = {}): number[] {
  const rough = Math.max(max / most, least);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = ROUND.find((round) => round * power >= rough * (1 - 1e-9)) ?? 10;
  const step = factor * power;
  const count = Math.max(1, Math.ceil(max / step - 1e-9));
  return Array.from({ length: count }, (_, index) => (index + 1) * step);
}

/** Which of so many places along the other axis are named: the first, and then as many as fit. */
export function namedPlaces(count: number, most: number): ReadonlySet<number> {
  const every = Math.max(1, Math.ceil(count / most));
  return new Set(Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every));
}
