import type { Fen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Packing } from "../product";
import type { AskedPrice } from "./compared-price";
import type { PlanKind, PlanState } from "./plan";

export const MOST_PRICES_SHOWN = 30;
export const MOST_ENDED_PLANS_SHOWN = 20;

/** One price of a pack's history. */
export interface PastPrice {
  readonly id: string;
  readonly priceFen: Fen;
  readonly from: Date;
  /** null for the one that stands */
  readonly till: Date | null;
  readonly byName: string | null;
  readonly reason: string;
  /** the kind of plan that set it, when one did */
  readonly plan: PlanKind | null;
}

/** A pack with what it costs, and has cost. */
export interface PricedPack {
  readonly skuId: string;
  readonly name: string;
  readonly packing: Packing;
  readonly netGrams: Grams;
  readonly priceFen: Fen;
  /** latest first */
  readonly history: readonly PastPrice[];
}

interface HistoryRow extends Omit<PastPrice, "id"> {
  readonly priceId: string;
  readonly skuId: string;
  readonly name: string;
  readonly packing: Packing;
  readonly netGrams: Grams;
  readonly nowFen: Fen;
}

const selectHistory = statement<[productId: string, locale: Locale, limit: number], HistoryRow>(
  "catalog.priceHistory",
  `SELECT s.id AS "skuId", s.name ->> $2 AS name, s.packing, s.net_grams AS "netGrams", s.price_fen AS "nowFen",
          past.id AS "priceId", past.price_fen AS "priceFen", past.set_at AS "from", past.till, past.reason,
          u.display_name AS "byName", plan.kind AS plan
     FROM sku s
     CROSS JOIN LATERAL (
       SELECT p.*, lead(p.set_at) OVER (ORDER BY p.set_at) AS till FROM sku_price p
        WHERE p.sku_id = s.id ORDER BY p.set_at DESC LIMIT $3) past
     LEFT JOIN users u ON u.id = past.set_by_user_id
     LEFT JOIN scheduled_change plan ON plan.id = past.plan_id
    WHERE s.product_id = $1 AND s.on_sale
    ORDER BY s.position, s.id, past.set_at DESC`,
);

/** The packs of a listing with the prices each has had, at most `MOST_PRICES_SHOWN`. */
export async function pricedPacks(
  tx: Tx,
  { productId, locale }: { readonly productId: string; readonly locale: Locale },
): Promise<PricedPack[]> {
  const rows = await tx.run(selectHistory, [productId, locale, MOST_PRICES_SHOWN]);
  return [...Map.groupBy(rows, ({ skuId }) => skuId).values()].flatMap((ofPack) => {
    const [first] = ofPack;
    if (!first) return [];
    const { skuId, name, packing, netGrams, nowFen: priceFen } = first;
    const history = ofPack.map((row) => ({
      id: row.priceId,
      priceFen: row.priceFen,
      from: row.from,
      till: row.till,
      byName: row.byName,
      reason: row.reason,
      plan: row.plan,
    }));
    return [{ skuId, name, packing, netGrams, priceFen, history }];
  });
}

/** A planned change as the desk shows it. */
export interface PlanView {
  readonly id: string;
  readonly kind: PlanKind;
  readonly state: PlanState;
  readonly packName: string | null;
  readonly priceFen: Fen | null;
  readonly comparedFen: Fen | null;
  readonly dueAt: Date;
  readonly tillAt: Date | null;
  readonly reason: string;
  readonly refusal: string | null;
  readonly isNoticed: boolean;
  readonly endedAt: Date | null;
  readonly byName: string | null;
}

const selectPlans = statement<[productId: string, locale: Locale, limit: number], PlanView>(
  "catalog.planViews",
  `SELECT plan.id, plan.kind, plan.state, s.name ->> $2 AS "packName", plan.price_fen AS "priceFen",
          plan.compared_fen AS "comparedFen", plan.due_at AS "dueAt", plan.till_at AS "tillAt", plan.reason, plan.refusal,
          plan.noticed_at IS NOT NULL AS "isNoticed", plan.ended_at AS "endedAt", u.display_name AS "byName"
     FROM scheduled_change plan
     LEFT JOIN sku s ON s.id = plan.sku_id
     LEFT JOIN users u ON u.id = plan.created_by
    WHERE plan.product_id = $1
    ORDER BY plan.ended_at DESC NULLS FIRST, plan.due_at, plan.id LIMIT $3`,
);

/** What is planned for a listing, in the order of its times, then what was, latest first. */
export async function planViews(
  tx: Tx,
  { productId, locale }: { readonly productId: string; readonly locale: Locale },
): Promise<PlanView[]> {
  return tx.run(selectPlans, [productId, locale, MOST_ENDED_PLANS_SHOWN * 2]);
}

const selectAsked = statement<[skuId: string, since: Date, until: Date], AskedPrice>(
  "catalog.askedPrices",
  `SELECT price_fen AS "priceFen", set_at AS "setAt" FROM sku_price
    WHERE sku_id = $1 AND set_at < $3
      AND set_at >= coalesce((SELECT max(set_at) FROM sku_price WHERE sku_id = $1 AND set_at <= $2), '-infinity')`,
);

/** What was asked for a pack at some moment from `since` until before `until`. */
export function askedPrices(tx: Tx, skuId: string, since: Date, until: Date): Promise<AskedPrice[]> {
  return tx.run(selectAsked, [skuId, since, until]);
}
