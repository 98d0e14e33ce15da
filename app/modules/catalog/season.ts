/** Where a month stands towards a harvest season: in it, in the month before it, or outside. */
export type SeasonStanding = "allYear" | "now" | "soon" | "past";

const MONTHS_IN_YEAR = 12;

/** A calendar month 1–12, from a query parameter or undefined. */
export function readMonth(text: string | null | undefined): number | undefined {
  if (!text || !/^\d{1,2}$/.test(text)) return undefined;
  const month = Number(text);
  return month >= 1 && month <= MONTHS_IN_YEAR ? month : undefined;
}

export function seasonStanding(months: readonly number[], month: number): SeasonStanding {
  if (months.length === 0 || months.length >= MONTHS_IN_YEAR) return "allYear";
  if (months.includes(month)) return "now";
  return months.includes((month % MONTHS_IN_YEAR) + 1) ? "soon" : "past";
}

/**
 * The runs of a season in calendar order, one that crosses the turn of the year in one piece:
 * [1, 2, 5, 12] → [5–5] and [12–2]. Empty for goods of all seasons.
 */
export function seasonRuns(
  months: readonly number[],
): readonly { readonly from: number; readonly to: number }[] {
  const has = new Set(months);
  if (has.size === 0 || has.size >= MONTHS_IN_YEAR) return [];
  const runs: { from: number; to: number }[] = [];
  for (let month = 1; month <= MONTHS_IN_YEAR; month += 1) {
    const before = month === 1 ? MONTHS_IN_YEAR : month - 1;
    if (!has.has(month) || has.has(before)) continue;
    let to = month;
    while (has.has((to % MONTHS_IN_YEAR) + 1)) to = (to % MONTHS_IN_YEAR) + 1;
    runs.push({ from: month, to });
  }
  return runs;
}
