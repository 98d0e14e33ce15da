-- Grams are counted on the lot alone. The constraints that compared them go with the columns.
-- AlterTable
ALTER TABLE "intake_lot" DROP COLUMN "grams_in",
DROP COLUMN "grams_out";

-- AlterTable
ALTER TABLE "lot" ADD COLUMN     "grams_bulk" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "grams_sold" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "grams_taken" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "lot_issue" DROP CONSTRAINT "lot_issue_pkey",
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT 'sold',
ALTER COLUMN "order_id" DROP NOT NULL,
ALTER COLUMN "line_position" DROP NOT NULL,
ADD CONSTRAINT "lot_issue_pkey" PRIMARY KEY ("event_id", "position");

-- CreateTable
CREATE TABLE "pack_layer" (
    "id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "lot_id" UUID,
    "net_grams" BIGINT NOT NULL,
    "packs" INTEGER NOT NULL,
    "packs_left" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pack_layer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pack_draw" (
    "id" UUID NOT NULL,
    "layer_id" UUID NOT NULL,
    "lot_id" UUID,
    "packs" INTEGER NOT NULL,
    "grams" BIGINT NOT NULL,
    "order_id" UUID,
    "line_position" INTEGER,
    "movement_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pack_draw_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pack_layer_lot_id_idx" ON "pack_layer"("lot_id");

-- CreateIndex
CREATE INDEX "pack_draw_layer_id_idx" ON "pack_draw"("layer_id");

-- CreateIndex
CREATE INDEX "pack_draw_lot_id_idx" ON "pack_draw"("lot_id");

-- CreateIndex
CREATE INDEX "pack_draw_order_id_idx" ON "pack_draw"("order_id");

-- CreateIndex
CREATE INDEX "pack_draw_movement_id_idx" ON "pack_draw"("movement_id");

-- CreateIndex
CREATE INDEX "lot_issue_order_id_idx" ON "lot_issue"("order_id");

-- AddForeignKey
ALTER TABLE "pack_layer" ADD CONSTRAINT "pack_layer_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pack_draw" ADD CONSTRAINT "pack_draw_layer_id_fkey" FOREIGN KEY ("layer_id") REFERENCES "pack_layer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pack_draw" ADD CONSTRAINT "pack_draw_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ===== what Prisma cannot say =====

-- So far only orders were issued.
ALTER TABLE lot_issue ALTER COLUMN reason DROP DEFAULT;
ALTER TABLE lot_issue ADD CONSTRAINT lot_issue_cause
  CHECK ((order_id IS NULL) = (line_position IS NULL) AND (order_id IS NOT NULL) = (reason = 'sold'));

ALTER TABLE lot DROP CONSTRAINT lot_grams;
ALTER TABLE lot ADD CONSTRAINT lot_grams CHECK (grams_total >= 0 AND grams_wholesale >= 0 AND grams_packed >= 0
  AND grams_bulk >= 0 AND grams_packed + grams_wholesale + grams_lost + grams_bulk <= grams_total
  AND grams_sold >= 0 AND grams_taken >= 0 AND grams_sold + grams_taken <= grams_packed);

ALTER TABLE lot_movement DROP CONSTRAINT lot_movement_reason;
ALTER TABLE lot_movement ADD CONSTRAINT lot_movement_reason CHECK (reason IN ('packed', 'packingLoss', 'unpacked',
  'packingLossUndone', 'wholesaleAsked', 'wholesaleFellThrough', 'rebalanced', 'spoiled', 'sample', 'gift',
  'usedElsewhere', 'found', 'recounted', 'counted', 'soldByWeight'));

ALTER TABLE pack_layer ADD CONSTRAINT pack_layer_packs CHECK (packs > 0 AND packs_left BETWEEN 0 AND packs AND net_grams > 0);
CREATE INDEX pack_layer_open ON pack_layer (sku_id, at, id) WHERE packs_left > 0;
ALTER TABLE pack_draw
  ADD CONSTRAINT pack_draw_packs CHECK (packs > 0 AND grams > 0),
  ADD CONSTRAINT pack_draw_cause CHECK ((order_id IS NULL) <> (movement_id IS NULL)
    AND (order_id IS NULL) = (line_position IS NULL));

-- What stands on the shelves today is of the runs packed last; what is beyond them is of lots nobody knows. Packs of runs
-- that are not there any more left before this was counted: their draw bears the run's own id.
WITH there AS (
  SELECT p.sku_id, sum(p.on_hand) + coalesce((SELECT sum(h.packs) FROM stock_hold h JOIN orders o ON o.id = h.order_id
           WHERE h.sku_id = p.sku_id AND h.state = 'sold' AND o.state = 'paid'), 0) AS packs
    FROM stock_pool p GROUP BY p.sku_id
), standing AS (
  SELECT run.*, coalesce(sum(run.packs) OVER (PARTITION BY run.sku_id ORDER BY run.at DESC, run.id DESC
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS newer
    FROM packing_run run
   WHERE run.undoes_id IS NULL AND NOT EXISTS (SELECT FROM packing_run c WHERE c.undoes_id = run.id)
)
INSERT INTO pack_layer (id, sku_id, lot_id, net_grams, packs, packs_left, at)
SELECT s.id, s.sku_id, s.lot_id, s.net_grams, s.packs,
       least(s.packs, greatest(0, coalesce(there.packs, 0) - s.newer)), s.at
  FROM standing s LEFT JOIN there ON there.sku_id = s.sku_id
UNION ALL
SELECT gen_random_uuid(), there.sku_id, NULL, sku.net_grams,
       there.packs - coalesce(runs.packs, 0), there.packs - coalesce(runs.packs, 0),
       coalesce((SELECT min(m.at) FROM stock_movement m WHERE m.sku_id = there.sku_id), now())
  FROM there JOIN sku ON sku.id = there.sku_id
  LEFT JOIN (SELECT sku_id, sum(packs) AS packs FROM standing GROUP BY sku_id) runs ON runs.sku_id = there.sku_id
 WHERE there.packs > coalesce(runs.packs, 0);

INSERT INTO pack_draw (id, layer_id, lot_id, packs, grams, movement_id, at)
SELECT gen_random_uuid(), id, lot_id, packs - packs_left, (packs - packs_left) * net_grams, id, at
  FROM pack_layer WHERE packs_left < packs;
UPDATE lot SET grams_taken = gone.grams
  FROM (SELECT lot_id, sum(grams) AS grams FROM pack_draw WHERE lot_id IS NOT NULL GROUP BY lot_id) gone
 WHERE gone.lot_id = lot.id;

-- At commit the figures of a lot are what its story says: packed is the sum of its runs, sold and taken are the sums of
-- what left its packs, bulk and lost of what left it unpacked, and each run put its packs into a pool under its own id.
CREATE OR REPLACE FUNCTION lot_is_conserved() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  the_lot lot;
  runs record;
  moved record;
  drawn record;
BEGIN
  SELECT * INTO the_lot FROM lot
   WHERE id = CASE TG_TABLE_NAME WHEN 'lot' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'lot_id')::uuid END;
  SELECT coalesce(sum(packed_grams), 0) AS packed, coalesce(sum(loss_grams), 0) AS lost INTO runs
    FROM packing_run WHERE lot_id = the_lot.id;
  SELECT coalesce(-sum(grams_retail) FILTER (WHERE reason IN ('packed', 'unpacked')), 0) AS packed,
         coalesce(-sum(grams_retail + grams_wholesale) FILTER (WHERE reason = 'soldByWeight'), 0) AS bulk,
         coalesce(-sum(grams_retail + grams_wholesale)
           FILTER (WHERE reason NOT IN ('packed', 'unpacked', 'soldByWeight')), 0) AS lost,
         coalesce(-sum(grams_retail) FILTER (WHERE reason IN ('packingLoss', 'packingLossUndone')), 0) AS lost_packing
    INTO moved FROM lot_movement WHERE lot_id = the_lot.id;
  SELECT coalesce(sum(d.grams) FILTER (WHERE d.order_id IS NOT NULL), 0) AS sold,
         coalesce(sum(d.grams) FILTER (WHERE d.order_id IS NULL AND c.id IS NULL), 0) AS taken
    INTO drawn FROM pack_draw d LEFT JOIN packing_run c ON c.id = d.movement_id AND c.undoes_id IS NOT NULL
   WHERE d.lot_id = the_lot.id;
  IF (the_lot.grams_packed, runs.packed, the_lot.grams_lost, runs.lost, the_lot.grams_bulk, the_lot.grams_sold, the_lot.grams_taken)
     IS DISTINCT FROM (runs.packed, moved.packed, moved.lost, moved.lost_packing, moved.bulk, drawn.sold, drawn.taken) THEN
    RAISE EXCEPTION 'the grams of lot % are not what its story says', the_lot.code USING ERRCODE = 'check_violation';
  END IF;
  IF TG_TABLE_NAME = 'packing_run' AND NOT EXISTS (
    SELECT FROM stock_movement m JOIN packing_run run ON run.id = m.id
     WHERE run.id = (to_jsonb(NEW) ->> 'id')::uuid
       AND (m.sku_id, m.channel, m.packs) = (run.sku_id, run.channel, run.packs)
       AND (run.packs < 0 OR EXISTS (SELECT FROM pack_layer l WHERE l.id = run.id
             AND (l.sku_id, l.lot_id, l.packs, l.net_grams) = (run.sku_id, run.lot_id, run.packs, run.net_grams)))) THEN
    RAISE EXCEPTION 'packing run % put no packs into a pool', to_jsonb(NEW) ->> 'id' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

-- A lot of which nothing is left is worth nothing.
CREATE FUNCTION emptied_lot_is_worth_nothing() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  the_id uuid := CASE TG_TABLE_NAME WHEN 'lot' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'lot_id')::uuid END;
BEGIN
  IF EXISTS (SELECT FROM lot l JOIN intake_lot i ON i.lot_id = l.id
              WHERE l.id = the_id AND i.fen_in <> i.fen_out
                AND l.grams_total = l.grams_lost + l.grams_bulk + l.grams_sold + l.grams_taken) THEN
    RAISE EXCEPTION 'nothing is left of lot %, and yet it is worth something', the_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER lot_emptied_is_worth_nothing AFTER UPDATE ON lot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION emptied_lot_is_worth_nothing();
CREATE CONSTRAINT TRIGGER intake_lot_emptied_is_worth_nothing AFTER UPDATE ON intake_lot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION emptied_lot_is_worth_nothing();

-- A layer only ever loses packs, and by draws that name it.
CREATE FUNCTION guard_pack_layer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.packs_left < OLD.packs_left
     AND to_jsonb(NEW) - 'packs_left' = to_jsonb(OLD) - 'packs_left' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a layer of packs is history: packs are only taken from it' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER pack_layer_is_guarded BEFORE UPDATE OR DELETE ON pack_layer
  FOR EACH ROW EXECUTE FUNCTION guard_pack_layer();
CREATE TRIGGER pack_layer_is_never_emptied BEFORE TRUNCATE ON pack_layer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER pack_draw_is_history BEFORE UPDATE OR DELETE ON pack_draw
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER pack_draw_is_never_emptied BEFORE TRUNCATE ON pack_draw
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

CREATE FUNCTION pack_layer_is_conserved() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  the_layer pack_layer;
BEGIN
  SELECT * INTO the_layer FROM pack_layer
   WHERE id = CASE TG_TABLE_NAME WHEN 'pack_layer' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'layer_id')::uuid END;
  IF the_layer.packs - the_layer.packs_left <> (SELECT coalesce(sum(packs), 0) FROM pack_draw WHERE layer_id = the_layer.id)
     OR EXISTS (SELECT FROM pack_draw d WHERE d.layer_id = the_layer.id
                 AND (d.lot_id IS DISTINCT FROM the_layer.lot_id OR d.grams <> d.packs * the_layer.net_grams)) THEN
    RAISE EXCEPTION 'the packs of layer % are not what was drawn from it', the_layer.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER pack_layer_is_conserved AFTER INSERT OR UPDATE ON pack_layer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pack_layer_is_conserved();
CREATE CONSTRAINT TRIGGER pack_draw_is_conserved AFTER INSERT ON pack_draw
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pack_layer_is_conserved();
CREATE CONSTRAINT TRIGGER pack_draw_is_of_its_lot AFTER INSERT ON pack_draw
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.lot_id IS NOT NULL) EXECUTE FUNCTION lot_is_conserved();

-- Packs that come or go by hand come in a layer, or leave layers. Moves between allotments, and packs of cancelled orders
-- that never left the store, do neither.
CREATE FUNCTION hand_movement_has_layers() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.packs > 0 AND NOT EXISTS (SELECT FROM pack_layer l WHERE (l.id, l.sku_id, l.packs) = (NEW.id, NEW.sku_id, NEW.packs))
     OR NEW.packs < 0
        AND (SELECT coalesce(sum(d.packs), 0) FROM pack_draw d WHERE d.movement_id = NEW.id) <> -NEW.packs
        AND EXISTS (SELECT FROM pack_layer l WHERE l.sku_id = NEW.sku_id AND l.packs_left > 0) THEN
    RAISE EXCEPTION 'stock movement % is in no layer of packs', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER hand_movement_has_layers AFTER INSERT ON stock_movement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.reason IN ('packed', 'unpacked', 'found', 'recounted', 'spoiled', 'sample', 'gift', 'usedElsewhere', 'counted'))
  EXECUTE FUNCTION hand_movement_has_layers();
