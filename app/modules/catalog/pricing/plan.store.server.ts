import { newId } from "~/kernel/ids";
import type { Fen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { NewPlan, OpenPlan, PlanKind, PlanState } from "./plan";

/** A planned change as it is kept, with whose listing it is about. */
export interface Plan extends OpenPlan {
  readonly id: string;
  readonly productId: string;
  readonly cooperativeId: string;
  readonly state: PlanState;
  readonly priceFen: Fen | null;
  readonly formerFen: Fen | null;
  readonly reason: string;
  readonly createdBy: string;
}

const COLUMNS = `plan.id, plan.product_id AS "productId", p.cooperative_id AS "cooperativeId", plan.kind, plan.state,
  plan.sku_id AS "skuId", plan.price_fen AS "priceFen", plan.former_fen AS "formerFen", plan.due_at AS "dueAt",
  plan.till_at AS "tillAt", plan.reason, plan.created_by AS "createdBy"`;

export interface PlanWrite {
  readonly productId: string;
  readonly plan: NewPlan;
  readonly userId: string;
  readonly now: Date;
}

/** Writes a decided plan down. The listing's row is locked. */
export async function insertPlan(tx: Tx, { productId, plan, userId, now }: PlanWrite): Promise<string> {
  const id = newId(now);
  await tx.prisma.scheduledChange.create({
    data: { id, productId, ...plan, state: "waiting", createdAt: now, createdBy: userId },
  });
  return id;
}

const selectOpen = statement<[productId: string], OpenPlan>(
  "catalog.openPlans",
  `SELECT kind, sku_id AS "skuId", due_at AS "dueAt", till_at AS "tillAt" FROM scheduled_change
    WHERE product_id = $1 AND state IN ('waiting', 'running')`,
);

export function openPlans(tx: Tx, productId: string): Promise<OpenPlan[]> {
  return tx.run(selectOpen, [productId]);
}

const selectPlan = statement<[planId: string], Plan>(
  "catalog.plan",
  `SELECT ${COLUMNS} FROM scheduled_change plan JOIN product p ON p.id = plan.product_id WHERE plan.id = $1`,
);
const lockPack = statement<[skuId: string], { readonly id: string }>(
  "catalog.lockPackOfPlan",
  "SELECT id FROM sku WHERE id = $1 FOR UPDATE",
);
const lockProduct = statement<[productId: string], { readonly id: string }>(
  "catalog.lockListingOfPlan",
  "SELECT id FROM product WHERE id = $1 FOR UPDATE",
);
const lockOne = statement<[planId: string], Plan>(
  "catalog.lockPlan",
  `SELECT ${COLUMNS} FROM scheduled_change plan JOIN product p ON p.id = plan.product_id WHERE plan.id = $1
      FOR UPDATE OF plan`,
);

/**
 * A plan, held until the transaction ends; undefined when there is none. What it will change is locked first, as by
 * whoever changes that at the desk and then calls a promotion off: the same order everywhere cannot deadlock.
 */
export async function lockPlan(tx: Tx, planId: string): Promise<Plan | undefined> {
  const [found] = await tx.run(selectPlan, [planId]);
  if (!found) return undefined;
  if (found.skuId === null) await tx.run(lockProduct, [found.productId]);
  else await tx.run(lockPack, [found.skuId]);
  const [plan] = await tx.run(lockOne, [planId]);
  return plan;
}

const selectDue = statement<[now: Date, limit: number], { readonly id: string }>(
  "catalog.duePlans",
  `SELECT id FROM (
     (SELECT id, due_at AS at FROM scheduled_change WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT $2)
     UNION ALL
     (SELECT id, till_at FROM scheduled_change WHERE state = 'running' AND till_at <= $1 ORDER BY till_at, id LIMIT $2)
   ) due ORDER BY at, id LIMIT $2`,
);

/** Plans whose time has come, to begin or to end, the longest overdue first. */
export async function duePlans(tx: Tx, now: Date, limit: number): Promise<readonly string[]> {
  return (await tx.run(selectDue, [now, limit])).map(({ id }) => id);
}

const markRunning = statement<[planId: string, now: Date, formerFen: Fen, comparedFen: Fen | null], never>(
  "catalog.startPromotion",
  `UPDATE scheduled_change SET state = 'running', started_at = $2, former_fen = $3, compared_fen = $4 WHERE id = $1`,
);

/** The promotion runs from now on. The plan is locked and waits. */
export async function startPromotion(
  tx: Tx,
  started: {
    readonly planId: string;
    readonly formerFen: Fen;
    readonly comparedFen: Fen | null;
    readonly now: Date;
  },
): Promise<void> {
  await tx.run(markRunning, [started.planId, started.now, started.formerFen, started.comparedFen]);
}

const markEnded = statement<
  [planId: string, state: PlanState, refusal: string | null, now: Date, userId: string | null],
  { readonly id: string }
>(
  "catalog.endPlan",
  `UPDATE scheduled_change SET state = $2, refusal = $3, ended_at = $4, ended_by = $5
    WHERE id = $1 AND state IN ('waiting', 'running') RETURNING id`,
);

export interface PlanEnding {
  readonly planId: string;
  readonly state: Extract<PlanState, "done" | "cancelled" | "refused">;
  /** why it was refused */
  readonly refusal?: string;
  /** who called it off */
  readonly userId?: string;
  readonly now: Date;
}

/** A plan's end. False when it had ended before. */
export async function endPlan(tx: Tx, end: PlanEnding): Promise<boolean> {
  const { planId, state, refusal, now, userId } = end;
  return (await tx.run(markEnded, [planId, state, refusal ?? null, now, userId ?? null])).length === 1;
}

const cancelAll = statement<[productId: string, now: Date, userId: string | null], never>(
  "catalog.cancelPlans",
  `UPDATE scheduled_change SET state = 'cancelled', ended_at = $2, ended_by = $3
    WHERE product_id = $1 AND state IN ('waiting', 'running')`,
);

/** Nothing is planned any more for a listing that is put away. Its row is locked. */
export async function cancelPlans(
  tx: Tx,
  productId: string,
  by: { readonly userId: string | null; readonly now: Date },
): Promise<void> {
  await tx.run(cancelAll, [productId, by.now, by.userId]);
}

const notice = statement<[planId: string, cooperativeId: string, now: Date], { readonly id: string }>(
  "catalog.noticePlan",
  `UPDATE scheduled_change plan SET noticed_at = $3 FROM product p
    WHERE plan.id = $1 AND p.id = plan.product_id AND p.cooperative_id = $2
      AND plan.state = 'refused' AND plan.noticed_at IS NULL RETURNING plan.id`,
);

/** Somebody has read that it was refused. Read twice is read. */
export async function noticePlan(
  tx: Tx,
  read: { readonly planId: string; readonly cooperativeId: string; readonly now: Date },
): Promise<void> {
  await tx.run(notice, [read.planId, read.cooperativeId, read.now]);
}

const selectRefused = statement<
  [cooperativeId: string, locale: Locale],
  {
    readonly productId: string;
    readonly name: string;
    readonly kind: PlanKind;
    readonly refusal: string;
    readonly count: number;
  }
>(
  "catalog.refusedPlans",
  `SELECT p.id AS "productId", p.name ->> $2 AS name, plan.kind, plan.refusal, count(*) OVER ()::int AS count
     FROM scheduled_change plan JOIN product p ON p.id = plan.product_id
    WHERE plan.state = 'refused' AND plan.noticed_at IS NULL AND p.cooperative_id = $1
    ORDER BY plan.ended_at, plan.id LIMIT 1`,
);

/** What was refused when its time came and nobody has read yet: how many, and the first of them. */
export async function refusedPlans(
  tx: Tx,
  { cooperativeId, locale }: { readonly cooperativeId: string; readonly locale: Locale },
) {
  const [first] = await tx.run(selectRefused, [cooperativeId, locale]);
  return first;
}
