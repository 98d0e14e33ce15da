import { z } from "zod";
import type { Locale } from "~/kernel/text";
import type { RegionChoice, Regions } from "~/platform/regions.server";

/** The selects of one place, from the large to the small; `ui/primitives/region-select` sends them. */
const NAMES = ["region1", "region2", "region3"] as const;

/** What the selects need to be drawn: what is chosen, and the choices of each level that can be chosen from. */
export interface LevelsOfRegion {
  readonly chosen: readonly string[];
  readonly choices: readonly (readonly RegionChoice[])[];
}

/** The levels down to `code` and the one below it. An unknown or missing code gives the provinces. */
export function regionLevels(regions: Regions, code: string | undefined, locale: Locale): LevelsOfRegion {
  const chosen = code ? (regions.regionByCode(code)?.path.map((step) => step.code) ?? []) : [];
  const choices = [undefined, ...chosen].map((above) => regions.childrenOf(above, locale));
  return { chosen, choices: choices.filter((level) => level.length > 0) };
}

/**
 * The place that the selects of a form name: the deepest one that lies within the one above it. Without
 * JavaScript a buyer may change the province while the old city is still sent along.
 */
export function chosenRegion(values: Readonly<Record<string, unknown>>): string {
  let chosen = "";
  for (const name of NAMES) {
    const code = values[name];
    if (typeof code !== "string" || code === "") break;
    if (chosen !== "" && !code.startsWith(chosen.replace(/(00)+$/, ""))) break;
    chosen = code;
  }
  return chosen;
}

/** A form's shape that finds its `regionCode` in the selects of a place. */
export function withRegion<Shape extends z.ZodType>(shape: Shape) {
  return z.preprocess(
    (values) => ({ ...(values as object), regionCode: chosenRegion(values as Record<string, unknown>) }),
    shape,
  );
}
