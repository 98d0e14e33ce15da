import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { LotBalance } from "./lot";

/** A lot at the moment its row is locked. */
export interface LockedLot extends LotBalance {
  readonly lotId: string;
  readonly code: string;
  readonly productId: string;
}

const LOCK = statement<[lotId: string, cooperativeId: string], LockedLot>(
  "lot.lock",
  `SELECT id AS "lotId", code, product_id AS "productId", grams_total AS "gramsTotal",
     grams_wholesale AS "gramsWholesale", grams_packed AS "gramsPacked", grams_lost AS "gramsLost",
     grams_bulk AS "gramsBulk", grams_sold AS "gramsSold", grams_taken AS "gramsTaken"
   FROM lot WHERE id = $1 AND cooperative_id = $2 FOR UPDATE`,
);

/** The lot, if this cooperative has it; nobody else can take of it until the transaction ends. */
export async function lockLot(tx: Tx, lotId: string, cooperativeId: string): Promise<LockedLot | undefined> {
  return (await tx.run(LOCK, [lotId, cooperativeId]))[0];
}

/** Who did something to a lot, when and why. */
export interface LotAct {
  readonly movementId: string;
  readonly lotId: string;
  readonly reason: string;
  readonly note: string;
  readonly userId: string | null;
  readonly at: Date;
}

type ActParams = readonly [string, string, string, string, string | null, Date];
const paramsOf = (act: LotAct): ActParams => [
  act.lotId,
  act.movementId,
  act.reason,
  act.note,
  act.userId,
  act.at,
];

const ADJUST = statement<[...ActParams, Grams, Grams], { lotId: string }>(
  "lot.adjust",
  `WITH changed AS (
     UPDATE lot SET grams_wholesale = grams_wholesale + $8,
       grams_bulk = grams_bulk - CASE WHEN $3::text = 'soldByWeight' THEN $7 + $8 ELSE 0 END,
       grams_lost = grams_lost - CASE WHEN $3::text = 'soldByWeight' THEN 0 ELSE $7 + $8 END
     WHERE id = $1 AND grams_wholesale + $8 >= 0
       AND grams_total - grams_wholesale - grams_packed - grams_lost - grams_bulk + $7 >= 0
     RETURNING id
   ), noted AS (
     INSERT INTO lot_movement (id, lot_id, grams_retail, grams_wholesale, reason, note, user_id, at)
     SELECT $2::uuid, id, $7, $8, $3, $4, $5::uuid, $6 FROM changed
   )
   SELECT id AS "lotId" FROM changed`,
);

/**
 * Adds to what is there of a lot, or takes away when negative: of the part for retail and the part for wholesale. What is
 * sold by weight is counted as sold and everything else as lost. False when so much is not there.
 */
export async function adjustLot(
  tx: Tx,
  act: LotAct & { readonly gramsRetail: Grams; readonly gramsWholesale: Grams },
): Promise<boolean> {
  return (await tx.run(ADJUST, [...paramsOf(act), act.gramsRetail, act.gramsWholesale])).length === 1;
}

const MOVE = statement<[...ActParams, Grams], { lotId: string }>(
  "lot.move",
  `WITH changed AS (
     UPDATE lot SET grams_wholesale = grams_wholesale + $7
     WHERE id = $1 AND grams_wholesale + $7 >= 0
       AND grams_total - grams_wholesale - grams_packed - grams_lost - grams_bulk - $7 >= 0
     RETURNING id
   ), noted AS (
     INSERT INTO lot_movement (id, lot_id, grams_retail, grams_wholesale, reason, note, user_id, at)
     SELECT $2::uuid, id, -$7::bigint, $7, $3, $4, $5::uuid, $6 FROM changed
   )
   SELECT id AS "lotId" FROM changed`,
);

/** Sets grams aside for wholesale, or gives them back to retail when negative. False when so much is not there. */
export async function moveLotGrams(
  tx: Tx,
  act: LotAct & { readonly toWholesaleGrams: Grams },
): Promise<boolean> {
  return (await tx.run(MOVE, [...paramsOf(act), act.toWholesaleGrams])).length === 1;
}
