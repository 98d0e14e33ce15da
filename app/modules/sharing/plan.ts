import { invariant } from "~/kernel/invariant";
import {
  basisPointsOf,
  type Fen,
  priceOfWeight,
  roundedDivide,
  sumFen,
  type UnitPrice,
} from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";

/** Legs that come first, per pack or per kilogram of declared net weight. */
export const FIXED_LEG_KINDS = ["growers", "packing"] as const;
/** Legs that are a part of the goods value. */
export const PERCENTAGE_LEG_KINDS = ["collective", "host", "alliance", "portal"] as const;
/** Every leg a line can have, in the order in which it is shown and kept. */
export const LEG_KINDS = [
  "growers",
  "packing",
  "freight",
  "collective",
  "host",
  "alliance",
  "portal",
  "cooperative",
] as const;

export type FixedLegKind = (typeof FIXED_LEG_KINDS)[number];
export type PercentageLegKind = (typeof PERCENTAGE_LEG_KINDS)[number];
export type LegKind = (typeof LEG_KINDS)[number];

/**
 * One leg of a plan. Freight (what the buyer paid for it) and the residual to the cooperative are never written
 * down: they follow from the line, so a plan cannot forget them or name them twice.
 */
export type PlanLeg =
  | { readonly rule: "perPack"; readonly kind: FixedLegKind; readonly fen: Fen }
  | { readonly rule: "perKilogram"; readonly kind: FixedLegKind; readonly price: UnitPrice }
  | { readonly rule: "percentage"; readonly kind: PercentageLegKind; readonly basisPoints: number };

/** Each kind once at most, so a plan has at most this many legs. */
export const MAX_PLAN_LEGS = FIXED_LEG_KINDS.length + PERCENTAGE_LEG_KINDS.length;

/** What the legs of a line are computed from. `netGrams` is that of one pack. */
export interface SharedLine {
  readonly packs: number;
  readonly netGrams: Grams;
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
}

/** Who is credited with a sale. A duty host (a first secretary) is named but not paid. */
export type HostOfLine = { readonly kind: "none" } | { readonly kind: "duty" } | { readonly kind: "paid" };

export interface ComputedLeg {
  readonly kind: LegKind;
  readonly fen: Fen;
}

/** The fixed legs and percentages together ask for more than the goods bring in. */
export interface PlanBelowZero extends Refusal<"PlanBelowZero"> {
  /** What would be left to the cooperative: negative. */
  readonly residualFen: Fen;
}

export interface PlanOverWhole extends Refusal<"PlanOverWhole"> {
  readonly basisPoints: number;
}

export interface PlanLegRepeated extends Refusal<"PlanLegRepeated"> {
  readonly kind: LegKind;
}

const WHOLE_BASIS_POINTS = 10_000;

function legFen(leg: PlanLeg, line: Pick<SharedLine, "packs" | "netGrams" | "goodsFen">): Fen {
  switch (leg.rule) {
    case "perPack":
      return leg.fen * BigInt(line.packs);
    case "perKilogram":
      return priceOfWeight(line.netGrams * BigInt(line.packs), leg.price);
    case "percentage":
      return basisPointsOf(line.goodsFen, leg.basisPoints);
  }
}

function sumBasisPoints(plan: readonly PlanLeg[]): number {
  return plan.reduce((sum, leg) => sum + (leg.rule === "percentage" ? leg.basisPoints : 0), 0);
}

/** The seller and the portal record every sale in their books, so they stand in every line, with nothing if need be. */
const ALWAYS_PRESENT: ReadonlySet<LegKind> = new Set(["portal", "cooperative"]);

/**
 * The legs of one line, in the order of `LEG_KINDS`, other zero legs left out; they sum to goods and freight exactly.
 * Each percentage is taken of the goods value and rounded by itself, so that anybody can check it without knowing the
 * others; the cooperative's residual takes the difference. A host's leg that nobody may earn falls to it too.
 */
export function computeLegs(
  line: SharedLine,
  plan: readonly PlanLeg[],
  host: HostOfLine,
): Result<ComputedLeg[], PlanBelowZero> {
  const fen = new Map<LegKind, Fen>([["freight", line.freightFen]]);
  let residual = line.goodsFen;
  for (const leg of plan) {
    if (leg.kind === "host" && host.kind !== "paid") continue;
    const part = legFen(leg, line);
    fen.set(leg.kind, part);
    residual -= part;
  }
  if (residual < 0n) return refuse({ code: "PlanBelowZero", residualFen: residual });
  fen.set("cooperative", residual);

  const legs = LEG_KINDS.map((kind) => ({ kind, fen: fen.get(kind) ?? 0n })).filter(
    (leg) => leg.fen > 0n || ALWAYS_PRESENT.has(leg.kind),
  );
  invariant(
    sumFen(legs.map((leg) => leg.fen)) === line.goodsFen + line.freightFen,
    "the legs of a line sum to what was paid for it",
  );
  return ok(legs);
}

/** A pack on sale under a plan, at the lowest price that is permitted for it. */
export interface LowestPermitted {
  readonly netGrams: Grams;
  readonly priceFen: Fen;
}

/**
 * Whether a plan may be saved: each kind once, percentages within the whole, and for every pack at its lowest
 * permitted price and every quantity from 1 to `maxPacks` the cooperative is left with nothing less than zero. Every
 * percentage is taken to be rounded up by half a fen here, so that no other price above can fail later.
 */
export function checkPlan(
  plan: readonly PlanLeg[],
  lowestPermitted: readonly LowestPermitted[],
  maxPacks: number,
): Result<void, PlanBelowZero | PlanOverWhole | PlanLegRepeated> {
  const seen = new Set<LegKind>();
  for (const leg of plan) {
    if (seen.has(leg.kind)) return refuse({ code: "PlanLegRepeated", kind: leg.kind });
    seen.add(leg.kind);
  }
  const basisPoints = sumBasisPoints(plan);
  if (basisPoints > WHOLE_BASIS_POINTS) return refuse({ code: "PlanOverWhole", basisPoints });
  const rest = BigInt(WHOLE_BASIS_POINTS - basisPoints);
  const percentages = plan.filter((leg) => leg.rule === "percentage" && leg.basisPoints > 0);
  const fixed = plan.filter((leg) => leg.rule !== "percentage");
  const halfFen = BigInt(WHOLE_BASIS_POINTS) / 2n;
  for (const { priceFen, netGrams } of lowestPermitted) {
    for (let packs = 1; packs <= maxPacks; packs += 1) {
      const goodsFen = priceFen * BigInt(packs);
      const left = goodsFen * rest - BigInt(percentages.length) * halfFen;
      const taken = sumFen(fixed.map((leg) => legFen(leg, { packs, netGrams, goodsFen })));
      const residual = left - taken * BigInt(WHOLE_BASIS_POINTS);
      if (residual < 0n)
        return refuse({ code: "PlanBelowZero", residualFen: roundedDivide(residual, 10_000n) });
    }
  }
  return ok();
}
