-- CreateTable
CREATE TABLE "stock_count" (
    "id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by_user_id" UUID,
    "outcome" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_user_id" UUID,

    CONSTRAINT "stock_count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_count_line" (
    "count_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "counted" BIGINT NOT NULL,
    "expected" BIGINT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "counted_by_user_id" UUID,

    CONSTRAINT "stock_count_line_pkey" PRIMARY KEY ("count_id","kind","subject_id")
);

-- CreateIndex
CREATE INDEX "stock_count_cooperative_id_opened_at_id_idx" ON "stock_count"("cooperative_id", "opened_at" DESC, "id");

-- AddForeignKey
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_count_id_fkey" FOREIGN KEY ("count_id") REFERENCES "stock_count"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ===== what Prisma cannot say =====

ALTER TABLE stock_count ADD CONSTRAINT stock_count_outcome
  CHECK (outcome IN ('posted', 'givenUp') AND closed_at IS NOT NULL OR outcome IS NULL AND closed_at IS NULL);
-- Two people counting the same shelves are one stock-take.
CREATE UNIQUE INDEX stock_count_open ON stock_count (cooperative_id) WHERE outcome IS NULL;
ALTER TABLE stock_count_line
  ADD CONSTRAINT stock_count_line_kind CHECK (kind IN ('sku', 'lot')),
  ADD CONSTRAINT stock_count_line_counted CHECK (counted >= 0 AND expected >= 0);

-- What was posted is history; while a stock-take is open its lines may be counted again.
CREATE FUNCTION closed_count_is_history() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'stock_count' THEN
    IF TG_OP = 'DELETE' OR OLD.outcome IS NOT NULL THEN
      RAISE EXCEPTION 'a closed stock-take is history and is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  ELSIF EXISTS (SELECT FROM stock_count c
                 WHERE c.id = (to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END) ->> 'count_id')::uuid
                   AND c.outcome IS NOT NULL) THEN
    RAISE EXCEPTION 'a closed stock-take is history and is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER stock_count_is_history BEFORE UPDATE OR DELETE ON stock_count
  FOR EACH ROW EXECUTE FUNCTION closed_count_is_history();
CREATE TRIGGER stock_count_line_is_history BEFORE INSERT OR UPDATE OR DELETE ON stock_count_line
  FOR EACH ROW EXECUTE FUNCTION closed_count_is_history();
