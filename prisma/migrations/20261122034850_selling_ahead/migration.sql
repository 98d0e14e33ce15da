-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "ships_from" DATE,
ADD COLUMN     "ships_until" DATE;

-- AlterTable
ALTER TABLE "sku" ADD COLUMN     "ships_from" DATE,
ADD COLUMN     "ships_until" DATE;

-- CreateTable
CREATE TABLE "preorder" (
    "sku_id" UUID NOT NULL,
    "season" INTEGER NOT NULL,
    "cap_packs" INTEGER NOT NULL,
    "forecast_grams" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,

    CONSTRAINT "preorder_pkey" PRIMARY KEY ("sku_id")
);

-- ===== what Prisma cannot say =====

ALTER TABLE sku ADD CONSTRAINT sku_ships CHECK ((ships_from IS NULL) = (ships_until IS NULL) AND ships_until >= ships_from);
ALTER TABLE orders
  ADD CONSTRAINT orders_ships CHECK ((ships_from IS NULL) = (ships_until IS NULL) AND ships_until >= ships_from);
ALTER TABLE preorder ADD CONSTRAINT preorder_cap CHECK (cap_packs >= 0 AND forecast_grams > 0);

ALTER TABLE stock_pool DROP CONSTRAINT stock_pool_channel;
ALTER TABLE stock_pool ADD CONSTRAINT stock_pool_channel CHECK (channel IN ('shop', 'live', 'ahead', 'aside'));
-- Packs are made for the shop, for a live session, or for those who ordered before the harvest.
ALTER TABLE packing_run DROP CONSTRAINT packing_run_channel;
ALTER TABLE packing_run ADD CONSTRAINT packing_run_channel CHECK (channel IN ('shop', 'live', 'aside'));

-- At commit what was promised and what may still be promised come to the cap, never to more.
CREATE FUNCTION promises_are_within_cap() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  the_sku uuid := (to_jsonb(NEW) ->> 'sku_id')::uuid;
  cap bigint;
  open bigint;
  promised bigint;
BEGIN
  SELECT coalesce(max(cap_packs), 0) INTO cap FROM preorder WHERE sku_id = the_sku;
  SELECT coalesce(max(on_hand), 0) INTO open FROM stock_pool WHERE sku_id = the_sku AND channel = 'ahead';
  SELECT coalesce(sum(packs), 0) INTO promised FROM stock_hold
   WHERE sku_id = the_sku AND sold_at IS NOT NULL AND state = 'sold' AND channel = 'ahead';
  IF open + promised <> cap THEN
    RAISE EXCEPTION 'of sku % % packs are promised and % open, but the cap is %', the_sku, promised, open, cap
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER pool_is_within_cap AFTER INSERT OR UPDATE ON stock_pool
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.channel = 'ahead') EXECUTE FUNCTION promises_are_within_cap();
CREATE CONSTRAINT TRIGGER promise_is_within_cap AFTER INSERT OR UPDATE ON stock_hold
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.channel = 'ahead') EXECUTE FUNCTION promises_are_within_cap();
CREATE CONSTRAINT TRIGGER cap_is_kept AFTER INSERT OR UPDATE ON preorder
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promises_are_within_cap();
