import { newId } from "~/kernel/ids";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { DecidedPacking } from "./lot";
import type { StockChannel } from "./stock";

/** A packing as it stands on record. */
export interface PackingRun {
  readonly runId: string;
  readonly lotId: string;
  readonly skuId: string;
  readonly channel: StockChannel;
  readonly packs: number;
  readonly netGrams: Grams;
  readonly packedGrams: Grams;
  readonly lossGrams: Grams;
  readonly lossReason: string | null;
  /** A counter-entry names what it undoes. */
  readonly undoesId: string | null;
  /** Set on a run that was undone. */
  readonly undoneById: string | null;
}

const FIND = statement<[runId: string, cooperativeId: string], PackingRun>(
  "packing.find",
  `SELECT run.id AS "runId", run.lot_id AS "lotId", run.sku_id AS "skuId", run.channel, run.packs,
     run.net_grams AS "netGrams", run.packed_grams AS "packedGrams", run.loss_grams AS "lossGrams",
     run.loss_reason AS "lossReason", run.undoes_id AS "undoesId", counter.id AS "undoneById"
   FROM packing_run run JOIN lot ON lot.id = run.lot_id LEFT JOIN packing_run counter ON counter.undoes_id = run.id
   WHERE run.id = $1 AND lot.cooperative_id = $2`,
);

/** A run of this cooperative. */
export async function findPacking(
  tx: Tx,
  runId: string,
  cooperativeId: string,
): Promise<PackingRun | undefined> {
  return (await tx.run(FIND, [runId, cooperativeId]))[0];
}

export interface NewPacking extends Pick<PackingRun, "runId" | "lotId" | "skuId" | "channel" | "netGrams"> {
  readonly packing: DecidedPacking;
  readonly userId: string | null;
  readonly at: Date;
}

/** The run, what it takes of the lot and what it loses, each with its line in the lot's story. */
const RECORD = statement<
  [
    ...[string, string, string, string, number, Grams, Grams, Grams],
    ...[string | null, string | null, string | null, Date, string, string],
  ],
  never
>(
  "packing.record",
  `WITH run AS (
     INSERT INTO packing_run (id, lot_id, sku_id, channel, packs, net_grams, packed_grams, loss_grams, loss_reason,
       undoes_id, user_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
   ), changed AS (
     UPDATE lot SET grams_packed = grams_packed + $7, grams_lost = grams_lost + $8 WHERE id = $2
   )
   INSERT INTO lot_movement (id, lot_id, grams_retail, grams_wholesale, reason, note, packing_run_id, user_id, at)
   SELECT part.id, $2, -part.grams, 0, part.reason, '', $1, $11, $12
   FROM (VALUES ($13::uuid, $7::bigint, CASE WHEN $10::uuid IS NULL THEN 'packed' ELSE 'unpacked' END),
                ($14::uuid, $8::bigint, CASE WHEN $10::uuid IS NULL THEN 'packingLoss' ELSE 'packingLossUndone' END))
     AS part(id, grams, reason)
   WHERE part.grams <> 0`,
);

/**
 * Writes down grams of a locked lot made into packs. The caller has made sure that they are there, and puts the packs
 * into their pool under the run's id in the same transaction; the database refuses the commit otherwise.
 */
export async function recordPacking(tx: Tx, run: NewPacking): Promise<void> {
  const { runId, lotId, skuId, channel, netGrams, packing, userId, at } = run;
  await tx.run(RECORD, [
    ...([runId, lotId, skuId, channel, packing.packs, netGrams] as const),
    ...([packing.packedGrams, packing.lossGrams, packing.lossReason, null, userId, at] as const),
    ...([newId(at), newId(at)] as const),
  ]);
}

/** Writes the counter-entry of a run: its own numbers, negative. */
export async function recordUndoing(
  tx: Tx,
  run: PackingRun,
  undoing: { readonly id: string; readonly userId: string | null; readonly at: Date },
): Promise<void> {
  const { id, userId, at } = undoing;
  await tx.run(RECORD, [
    ...([id, run.lotId, run.skuId, run.channel, -run.packs, run.netGrams] as const),
    ...([-run.packedGrams, -run.lossGrams, run.lossReason, run.runId, userId, at] as const),
    ...([newId(at), newId(at)] as const),
  ]);
}
