import { invariant } from "~/kernel/invariant";
import { type Fen, splitByLargestRemainder, sumFen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";

/** A part of the country with one tariff. Prefixes are leading digits of GB/T 2260 codes; "" is the whole country. */
export interface FreightZone {
  readonly regionPrefixes: readonly string[];
  /** Fresh goods do not travel everywhere: such a zone says so instead of naming a price. */
  readonly refused: boolean;
  readonly firstGrams: Grams;
  readonly firstFen: Fen;
  readonly stepGrams: Grams;
  readonly stepFen: Fen;
}

export interface FreightTemplate {
  readonly id: string;
  readonly zones: readonly FreightZone[];
}

/** A line as the carrier sees it: `grams` for all its packs. */
export interface FreightLine {
  readonly skuId: string;
  readonly template: FreightTemplate;
  readonly grams: Grams;
}

/** Some goods are not sent to the buyer's region. */
export interface RegionNotServed extends Refusal<"RegionNotServed"> {
  readonly skuIds: readonly string[];
}

/** The zone with the longest prefix of the region; undefined when no zone names the region at all. */
export function zoneFor(zones: readonly FreightZone[], regionCode: string): FreightZone | undefined {
  let found: FreightZone | undefined;
  let longest = -1;
  for (const zone of zones) {
    for (const prefix of zone.regionPrefixes) {
      if (prefix.length > longest && regionCode.startsWith(prefix)) {
        found = zone;
        longest = prefix.length;
      }
    }
  }
  return found;
}

/** The first weight at its price, then every further step or part of one. */
export function freightOf(zone: FreightZone, grams: Grams): Fen {
  invariant(grams > 0n, "a parcel has weight");
  if (grams <= zone.firstGrams) return zone.firstFen;
  invariant(zone.stepGrams > 0n, "a freight step has weight");
  const steps = (grams - zone.firstGrams + zone.stepGrams - 1n) / zone.stepGrams;
  return zone.firstFen + steps * zone.stepFen;
}

/**
 * The freight of one cooperative's order, line by line in the order given. Lines under the same template travel
 * together: the tariff is applied to their summed weight once and split back over them by weight.
 */
export function orderFreight(
  lines: readonly FreightLine[],
  regionCode: string,
): Result<{ readonly freightFen: Fen; readonly perLine: readonly Fen[] }, RegionNotServed> {
  const zoneOf = new Map(
    lines.map((line) => [line.template.id, zoneFor(line.template.zones, regionCode)] as const),
  );
  const notServed = lines.filter((line) => zoneOf.get(line.template.id)?.refused !== false);
  if (notServed.length > 0) {
    return refuse({ code: "RegionNotServed", skuIds: notServed.map((line) => line.skuId) });
  }
  const perLine = lines.map(() => 0n);
  for (const [templateId, zone] of zoneOf) {
    if (!zone) continue;
    const together = lines.flatMap((line, position) =>
      line.template.id === templateId ? [{ position, grams: line.grams }] : [],
    );
    const grams = together.map((line) => line.grams);
    const freight = freightOf(
      zone,
      grams.reduce((sum, each) => sum + each, 0n),
    );
    splitByLargestRemainder(freight, grams).forEach((fen, index) => {
      const position = together[index]?.position;
      invariant(position !== undefined, "a split has as many parts as lines");
      perLine[position] = fen;
    });
  }
  return ok({ freightFen: sumFen(perLine), perLine });
}
