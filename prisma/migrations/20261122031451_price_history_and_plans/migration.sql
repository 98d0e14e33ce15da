-- DropIndex
DROP INDEX "sku_price_sku_id_set_at_idx";

-- AlterTable
ALTER TABLE "scheduled_change" ADD COLUMN     "compared_fen" BIGINT,
ADD COLUMN     "ended_by" UUID,
ADD COLUMN     "former_fen" BIGINT,
ADD COLUMN     "noticed_at" TIMESTAMPTZ(3),
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "started_at" TIMESTAMPTZ(3),
ADD COLUMN     "till_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sku_price" ADD COLUMN     "plan_id" UUID,
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "sku_price_sku_id_set_at_key" ON "sku_price"("sku_id", "set_at");

-- AddForeignKey
ALTER TABLE "scheduled_change" ADD CONSTRAINT "scheduled_change_sku_id_fkey" FOREIGN KEY ("sku_id") REFERENCES "sku"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ===== prices: what Prisma cannot say =====

-- A history is written forwards. The unique key above settles two that come at the same moment.
CREATE FUNCTION refuse_price_in_the_past() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM sku_price WHERE sku_id = NEW.sku_id AND set_at >= NEW.set_at) THEN
    RAISE EXCEPTION 'a price is set after those before it' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER sku_price_is_written_forwards BEFORE INSERT ON sku_price
  FOR EACH ROW EXECUTE FUNCTION refuse_price_in_the_past();

-- What a pack costs is the last line of its history, at the latest when the transaction ends: whatever program sets a
-- price has to write it down, and whatever writes one down has to set it.
CREATE FUNCTION refuse_price_beside_history() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  of_sku uuid := CASE TG_TABLE_NAME WHEN 'sku' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'sku_id' END;
BEGIN
  IF (SELECT s.price_fen FROM sku s WHERE s.id = of_sku)
     IS DISTINCT FROM (SELECT p.price_fen FROM sku_price p WHERE p.sku_id = of_sku ORDER BY p.set_at DESC LIMIT 1) THEN
    RAISE EXCEPTION 'the price of pack % is not the latest of its price history', of_sku
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER sku_costs_what_history_says AFTER INSERT OR UPDATE OF price_fen ON sku
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_price_beside_history();
CREATE CONSTRAINT TRIGGER sku_price_is_what_it_costs AFTER INSERT ON sku_price
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_price_beside_history();

-- ===== plans: what Prisma cannot say =====

ALTER TABLE scheduled_change
  DROP CONSTRAINT scheduled_change_kind,
  DROP CONSTRAINT scheduled_change_price,
  DROP CONSTRAINT scheduled_change_positive,
  DROP CONSTRAINT scheduled_change_state,
  DROP CONSTRAINT scheduled_change_ended,
  ADD CONSTRAINT scheduled_change_kind CHECK (kind IN ('price', 'promotion', 'publish', 'pause')),
  ADD CONSTRAINT scheduled_change_price CHECK ((kind IN ('price', 'promotion')) = (sku_id IS NOT NULL AND price_fen IS NOT NULL)),
  ADD CONSTRAINT scheduled_change_positive CHECK (price_fen > 0 AND former_fen > 0 AND compared_fen > 0),
  ADD CONSTRAINT scheduled_change_till CHECK ((kind = 'promotion') = (till_at IS NOT NULL)),
  ADD CONSTRAINT scheduled_change_times CHECK (till_at > due_at),
  ADD CONSTRAINT scheduled_change_state CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'refused')),
  ADD CONSTRAINT scheduled_change_ended CHECK ((state IN ('waiting', 'running')) = (ended_at IS NULL)),
  ADD CONSTRAINT scheduled_change_running CHECK (state <> 'running' OR (kind = 'promotion' AND started_at IS NOT NULL AND former_fen IS NOT NULL)),
  -- Beside the price of a promotion only a higher one means anything.
  ADD CONSTRAINT scheduled_change_compared CHECK (compared_fen > price_fen),
  ADD CONSTRAINT scheduled_change_refusal CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  ADD CONSTRAINT scheduled_change_noticed CHECK (noticed_at IS NULL OR state = 'refused');

CREATE UNIQUE INDEX scheduled_change_one_running ON scheduled_change (sku_id) WHERE state = 'running';
CREATE INDEX scheduled_change_running_till ON scheduled_change (till_at, id) WHERE state = 'running';
CREATE INDEX scheduled_change_unnoticed ON scheduled_change (product_id) WHERE state = 'refused' AND noticed_at IS NULL;

-- What was planned stays as it was planned: a plan is called off and made anew. What has ended has ended.
CREATE FUNCTION keep_plan_as_planned() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.product_id, NEW.sku_id, NEW.kind, NEW.price_fen, NEW.due_at, NEW.till_at, NEW.reason, NEW.created_at, NEW.created_by)
     IS DISTINCT FROM
     (OLD.product_id, OLD.sku_id, OLD.kind, OLD.price_fen, OLD.due_at, OLD.till_at, OLD.reason, OLD.created_at, OLD.created_by) THEN
    RAISE EXCEPTION 'a plan is not rewritten' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.ended_at IS NOT NULL AND
     (NEW.state, NEW.started_at, NEW.former_fen, NEW.compared_fen, NEW.refusal, NEW.ended_at, NEW.ended_by)
     IS DISTINCT FROM
     (OLD.state, OLD.started_at, OLD.former_fen, OLD.compared_fen, OLD.refusal, OLD.ended_at, OLD.ended_by) THEN
    RAISE EXCEPTION 'a plan that has ended is history' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER scheduled_change_stays_as_planned BEFORE UPDATE ON scheduled_change
  FOR EACH ROW EXECUTE FUNCTION keep_plan_as_planned();
CREATE TRIGGER scheduled_change_is_kept BEFORE DELETE ON scheduled_change
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER scheduled_change_is_never_emptied BEFORE TRUNCATE ON scheduled_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
