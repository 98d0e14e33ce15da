-- AlterTable
ALTER TABLE "lot" ADD COLUMN     "grams_lost" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "grams_packed" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "shelf_life_days" INTEGER;

-- AlterTable
ALTER TABLE "sku" ADD COLUMN     "low_below" INTEGER;

-- AlterTable
ALTER TABLE "stock_hold" ADD COLUMN     "sold_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "stock_movement" ADD COLUMN     "note" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "packing_run" (
    "id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "packs" INTEGER NOT NULL,
    "net_grams" BIGINT NOT NULL,
    "packed_grams" BIGINT NOT NULL,
    "loss_grams" BIGINT NOT NULL,
    "loss_reason" TEXT,
    "undoes_id" UUID,
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "packing_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot_movement" (
    "id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "grams_retail" BIGINT NOT NULL,
    "grams_wholesale" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "packing_run_id" UUID,
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lot_movement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "packing_run_undoes_id_key" ON "packing_run"("undoes_id");

-- CreateIndex
CREATE INDEX "packing_run_lot_id_at_id_idx" ON "packing_run"("lot_id", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "lot_movement_lot_id_at_id_idx" ON "lot_movement"("lot_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "lot_cooperative_id_harvested_on_id_idx" ON "lot"("cooperative_id", "harvested_on" DESC, "id");


-- AddForeignKey
ALTER TABLE "packing_run" ADD CONSTRAINT "packing_run_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "packing_run" ADD CONSTRAINT "packing_run_sku_id_fkey" FOREIGN KEY ("sku_id") REFERENCES "sku"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "packing_run" ADD CONSTRAINT "packing_run_undoes_id_fkey" FOREIGN KEY ("undoes_id") REFERENCES "packing_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot_movement" ADD CONSTRAINT "lot_movement_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot_movement" ADD CONSTRAINT "lot_movement_packing_run_id_fkey" FOREIGN KEY ("packing_run_id") REFERENCES "packing_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ===== what Prisma cannot say =====

-- Sales stand in the story of a pack beside its movements; when they were made is known from their orders so far.
UPDATE stock_hold h SET sold_at = o.paid_at FROM orders o WHERE o.id = h.order_id AND h.state IN ('sold', 'returned');
ALTER TABLE stock_hold ADD CONSTRAINT stock_hold_sold CHECK ((state IN ('sold', 'returned')) = (sold_at IS NOT NULL));
CREATE INDEX stock_hold_sales ON stock_hold (sku_id, sold_at, id) WHERE sold_at IS NOT NULL;

ALTER TABLE sku ADD CONSTRAINT sku_low_below CHECK (low_below BETWEEN 0 AND 100000);
ALTER TABLE product ADD CONSTRAINT product_shelf_life CHECK (shelf_life_days BETWEEN 1 AND 3650);

-- What came in is packed, for wholesale, lost or still there for retail; the last of these never below nothing.
ALTER TABLE lot DROP CONSTRAINT lot_grams;
ALTER TABLE lot ADD CONSTRAINT lot_grams CHECK (grams_total >= 0 AND grams_wholesale >= 0 AND grams_packed >= 0
  AND grams_packed + grams_wholesale + grams_lost <= grams_total);

ALTER TABLE packing_run
  ADD CONSTRAINT packing_run_channel CHECK (channel IN ('shop', 'live')),
  ADD CONSTRAINT packing_run_net CHECK (net_grams > 0 AND packed_grams = packs * net_grams),
  ADD CONSTRAINT packing_run_way CHECK (CASE WHEN undoes_id IS NULL THEN packs > 0 AND loss_grams >= 0
                                             ELSE packs < 0 AND loss_grams <= 0 END),
  ADD CONSTRAINT packing_run_loss CHECK ((loss_grams <> 0) = (loss_reason IS NOT NULL)),
  ADD CONSTRAINT packing_run_loss_reason CHECK (loss_reason IN ('trimmed', 'dried', 'damaged', 'rotten', 'overweight'));

ALTER TABLE lot_movement
  ADD CONSTRAINT lot_movement_grams CHECK (grams_retail <> 0 OR grams_wholesale <> 0),
  ADD CONSTRAINT lot_movement_reason CHECK (reason IN ('packed', 'packingLoss', 'unpacked', 'packingLossUndone',
    'wholesaleAsked', 'wholesaleFellThrough', 'rebalanced', 'spoiled', 'sample', 'gift', 'usedElsewhere', 'found',
    'recounted', 'counted')),
  ADD CONSTRAINT lot_movement_run_named CHECK ((reason IN ('packed', 'packingLoss', 'unpacked', 'packingLossUndone'))
    = (packing_run_id IS NOT NULL)),
  -- Between retail and wholesale nothing is won or lost.
  ADD CONSTRAINT lot_movement_between CHECK (reason NOT IN ('wholesaleAsked', 'wholesaleFellThrough', 'rebalanced')
    OR grams_retail = -grams_wholesale);

CREATE TRIGGER packing_run_is_history BEFORE UPDATE OR DELETE ON packing_run
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER packing_run_is_never_emptied BEFORE TRUNCATE ON packing_run
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER lot_movement_is_history BEFORE UPDATE OR DELETE ON lot_movement
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER lot_movement_is_never_emptied BEFORE TRUNCATE ON lot_movement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER stock_movement_is_history BEFORE UPDATE OR DELETE ON stock_movement
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER stock_movement_is_never_emptied BEFORE TRUNCATE ON stock_movement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

-- A run packs what the lot is of; a counter-entry mirrors the run it undoes to the gram.
CREATE FUNCTION packing_run_fits() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM lot JOIN sku ON sku.product_id = lot.product_id
                  WHERE lot.id = NEW.lot_id AND sku.id = NEW.sku_id) THEN
    RAISE EXCEPTION 'a pack of another product is not made of lot %', NEW.lot_id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.undoes_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM packing_run run
     WHERE run.id = NEW.undoes_id AND run.undoes_id IS NULL
       AND (run.lot_id, run.sku_id, run.channel, run.packs, run.net_grams, run.loss_grams)
         = (NEW.lot_id, NEW.sku_id, NEW.channel, -NEW.packs, NEW.net_grams, -NEW.loss_grams)) THEN
    RAISE EXCEPTION 'packing run % is not undone by other numbers than its own', NEW.undoes_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER packing_run_fits AFTER INSERT ON packing_run FOR EACH ROW EXECUTE FUNCTION packing_run_fits();

-- At commit the figures of a lot are what its story says: packed is the sum of its runs, lost the sum of what left it
-- otherwise, and each run put its packs into a pool under its own id.
CREATE FUNCTION lot_is_conserved() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  the_lot lot;
  runs_packed bigint;
  runs_lost bigint;
  moved_packed bigint;
  moved_lost bigint;
  run_movements_lost bigint;
BEGIN
  SELECT * INTO the_lot FROM lot
   WHERE id = CASE TG_TABLE_NAME WHEN 'lot' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'lot_id')::uuid END;
  SELECT coalesce(sum(packed_grams), 0), coalesce(sum(loss_grams), 0) INTO runs_packed, runs_lost
    FROM packing_run WHERE lot_id = the_lot.id;
  SELECT coalesce(-sum(grams_retail) FILTER (WHERE reason IN ('packed', 'unpacked')), 0),
         coalesce(-sum(grams_retail + grams_wholesale) FILTER (WHERE reason NOT IN ('packed', 'unpacked')), 0),
         coalesce(-sum(grams_retail) FILTER (WHERE reason IN ('packingLoss', 'packingLossUndone')), 0)
    INTO moved_packed, moved_lost, run_movements_lost
    FROM lot_movement WHERE lot_id = the_lot.id;
  IF the_lot.grams_packed <> runs_packed OR runs_packed <> moved_packed
     OR the_lot.grams_lost <> moved_lost OR runs_lost <> run_movements_lost THEN
    RAISE EXCEPTION 'the grams of lot % are not what its story says', the_lot.code USING ERRCODE = 'check_violation';
  END IF;
  IF TG_TABLE_NAME = 'packing_run' AND NOT EXISTS (
    SELECT FROM stock_movement m JOIN packing_run run ON run.id = m.id
     WHERE run.id = (to_jsonb(NEW) ->> 'id')::uuid
       AND (m.sku_id, m.channel, m.packs) = (run.sku_id, run.channel, run.packs)) THEN
    RAISE EXCEPTION 'packing run % put no packs into a pool', to_jsonb(NEW) ->> 'id' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER lot_is_conserved AFTER INSERT OR UPDATE ON lot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lot_is_conserved();
CREATE CONSTRAINT TRIGGER packing_run_is_conserved AFTER INSERT ON packing_run
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lot_is_conserved();
CREATE CONSTRAINT TRIGGER lot_movement_is_conserved AFTER INSERT ON lot_movement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lot_is_conserved();
