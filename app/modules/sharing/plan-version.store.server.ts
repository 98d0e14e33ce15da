import { z } from "zod";
import { ok, type Result } from "~/kernel/result";
import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import {
  checkPlan,
  FIXED_LEG_KINDS,
  type LowestPermitted,
  MAX_PLAN_LEGS,
  PERCENTAGE_LEG_KINDS,
  type PlanBelowZero,
  type PlanLeg,
  type PlanLegRepeated,
  type PlanOverWhole,
} from "./plan";

/** Amounts are stored as digits so that jsonb does not squeeze them through a float; small numbers are read too. */
const amount = z.union([z.string().regex(/^\d{1,15}$/), z.int().nonnegative()]).transform(BigInt);

const planLegs = z
  .array(
    z.discriminatedUnion("rule", [
      z.object({ rule: z.literal("perPack"), kind: z.enum(FIXED_LEG_KINDS), fen: amount }),
      z.object({ rule: z.literal("perKilogram"), kind: z.enum(FIXED_LEG_KINDS), price: amount }),
      z.object({
        rule: z.literal("percentage"),
        kind: z.enum(PERCENTAGE_LEG_KINDS),
        basisPoints: z.int().min(0).max(10_000),
      }),
    ]),
  )
  .max(MAX_PLAN_LEGS);

/** Versions never change, so what was read once stays true; the bound keeps a busy process small. */
const MAX_REMEMBERED = 1000;
const remembered = new Map<string, readonly PlanLeg[]>();

/** The legs of a plan version as its row holds them. Anything else in the row is a fault. */
export function readPlanLegs(versionId: string, stored: unknown): readonly PlanLeg[] {
  const known = remembered.get(versionId);
  if (known) return known;
  const legs = planLegs.parse(stored);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(versionId, legs);
  return legs;
}

function storedLegs(legs: readonly PlanLeg[]): string {
  return JSON.stringify(legs, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

export interface NewPlanVersion {
  readonly versionId: string;
  readonly planId: string;
  readonly cooperativeId: string;
  readonly name: LocalizedText;
  readonly legs: readonly PlanLeg[];
  readonly createdAt: Date;
}

const INSERT = statement<[string, string, string, string, string, Date], { version: number }>(
  "sharing.insertPlanVersion",
  `WITH plan AS (
     INSERT INTO share_plan (id, cooperative_id, name) VALUES ($2, $3, $4::jsonb)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id
   )
   INSERT INTO share_plan_version (id, plan_id, version, legs, created_at)
   SELECT $1::uuid, plan.id, 1 + coalesce((SELECT max(version) FROM share_plan_version WHERE plan_id = plan.id), 0),
     $5::jsonb, $6 FROM plan
   RETURNING version`,
);

/**
 * Saves a plan's next version (and the plan with its first one) when it can never ask for more than a sale brings in.
 * `lowestPermitted` are the packs sold under it at the lowest prices they may have.
 */
export async function savePlanVersion(
  tx: Tx,
  plan: NewPlanVersion,
  lowestPermitted: readonly LowestPermitted[],
  maxPacks: number,
): Promise<Result<number, PlanBelowZero | PlanOverWhole | PlanLegRepeated>> {
  const checked = checkPlan(plan.legs, lowestPermitted, maxPacks);
  if (!checked.ok) return checked;
  const [row] = await tx.run(INSERT, [
    plan.versionId,
    plan.planId,
    plan.cooperativeId,
    JSON.stringify(plan.name),
    storedLegs(plan.legs),
    plan.createdAt,
  ]);
  return ok(row?.version ?? 1);
}
