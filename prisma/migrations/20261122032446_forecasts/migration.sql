-- CreateTable
CREATE TABLE "planting" (
    "plot_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "season" INTEGER NOT NULL,

    CONSTRAINT "planting_pkey" PRIMARY KEY ("plot_id","product_id","season")
);

-- CreateTable
CREATE TABLE "yield_estimate" (
    "id" UUID NOT NULL,
    "plot_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "season" INTEGER NOT NULL,
    "grams_per_mu" BIGINT NOT NULL,
    "harvest_from" DATE NOT NULL,
    "harvest_until" DATE NOT NULL,
    "estimated_on" DATE NOT NULL,
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "yield_estimate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "planting_product_id_season_idx" ON "planting"("product_id", "season");

-- CreateIndex
CREATE INDEX "yield_estimate_plot_id_product_id_season_at_id_idx" ON "yield_estimate"("plot_id", "product_id", "season", "at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "planting" ADD CONSTRAINT "planting_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "field_plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "yield_estimate" ADD CONSTRAINT "yield_estimate_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "field_plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ===== what Prisma cannot say =====

ALTER TABLE planting ADD CONSTRAINT planting_season CHECK (season BETWEEN 2000 AND 2200);
ALTER TABLE yield_estimate
  -- Twenty tonnes from a mu grow nowhere: beyond it a slip of the finger is likelier.
  ADD CONSTRAINT yield_estimate_grams CHECK (grams_per_mu BETWEEN 1 AND 20000000),
  ADD CONSTRAINT yield_estimate_window CHECK (harvest_until >= harvest_from AND harvest_until - harvest_from <= 183),
  ADD CONSTRAINT yield_estimate_season CHECK (season = extract(year FROM harvest_from));

CREATE TRIGGER yield_estimate_is_history BEFORE UPDATE OR DELETE ON yield_estimate
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER yield_estimate_is_never_emptied BEFORE TRUNCATE ON yield_estimate
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

-- Others follow a demonstration household; what they expect themselves is no forecast.
CREATE FUNCTION estimate_is_of_demonstration() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM field_plot f JOIN household h ON h.id = f.household_id
                  WHERE f.id = NEW.plot_id AND h.demonstration)
     OR NOT EXISTS (SELECT FROM planting p
                     WHERE (p.plot_id, p.product_id, p.season) = (NEW.plot_id, NEW.product_id, NEW.season)) THEN
    RAISE EXCEPTION 'field % is not planted with this by a demonstration household', NEW.plot_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER estimate_is_of_demonstration AFTER INSERT ON yield_estimate
  FOR EACH ROW EXECUTE FUNCTION estimate_is_of_demonstration();
