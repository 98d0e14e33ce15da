-- CreateTable
CREATE TABLE "household" (
    "id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "member" BOOLEAN NOT NULL,
    "demonstration" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "field_plot" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "area" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "field_plot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intake_slip" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "member" BOOLEAN NOT NULL,
    "plot_id" UUID,
    "product_id" UUID NOT NULL,
    "harvested_on" DATE NOT NULL,
    "variety" TEXT NOT NULL,
    "specification" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "net_grams" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_user_id" UUID,
    "code_tries" INTEGER NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "confirmed_by" TEXT,
    "confirmed_by_user_id" UUID,
    "signature" TEXT,
    "lot_id" UUID,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT,
    "corrects_id" UUID,
    "correct_reason" TEXT,

    CONSTRAINT "intake_slip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intake_weighing" (
    "slip_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "gross_grams" BIGINT NOT NULL,
    "tare_grams" BIGINT NOT NULL,

    CONSTRAINT "intake_weighing_pkey" PRIMARY KEY ("slip_id","position")
);

-- CreateTable
CREATE TABLE "intake_lot" (
    "lot_id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "harvested_on" DATE NOT NULL,
    "grade" TEXT NOT NULL,
    "grams_in" BIGINT NOT NULL,
    "fen_in" BIGINT NOT NULL,
    "grams_out" BIGINT NOT NULL,
    "fen_out" BIGINT NOT NULL,

    CONSTRAINT "intake_lot_pkey" PRIMARY KEY ("lot_id")
);

-- CreateTable
CREATE TABLE "lot_issue" (
    "event_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "line_position" INTEGER NOT NULL,
    "lot_id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "grams" BIGINT NOT NULL,
    "fen" BIGINT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lot_issue_pkey" PRIMARY KEY ("order_id","position")
);

-- CreateTable
CREATE TABLE "conformity_certificate" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "lot_id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "grams" BIGINT NOT NULL,
    "origin" TEXT NOT NULL,
    "promisor" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "basis" TEXT[],
    "occasion" TEXT NOT NULL,
    "replaces_id" UUID,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by_user_id" UUID,
    "voided_at" TIMESTAMPTZ(3),
    "void_reason" TEXT,

    CONSTRAINT "conformity_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "production_record" (
    "id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "plot_id" UUID,
    "product_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "done_on" DATE NOT NULL,
    "input" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "dose" TEXT NOT NULL,
    "interval_days" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_user_id" UUID,
    "struck_at" TIMESTAMPTZ(3),
    "struck_reason" TEXT,

    CONSTRAINT "production_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "household_cooperative_id_number_key" ON "household"("cooperative_id", "number");

-- CreateIndex
CREATE INDEX "field_plot_household_id_idx" ON "field_plot"("household_id");

-- CreateIndex
CREATE UNIQUE INDEX "intake_slip_number_key" ON "intake_slip"("number");

-- CreateIndex
CREATE INDEX "intake_slip_cooperative_id_created_at_id_idx" ON "intake_slip"("cooperative_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "intake_slip_household_id_created_at_idx" ON "intake_slip"("household_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "intake_slip_lot_id_idx" ON "intake_slip"("lot_id");

-- CreateIndex
CREATE INDEX "intake_lot_cooperative_id_harvested_on_lot_id_idx" ON "intake_lot"("cooperative_id", "harvested_on" DESC, "lot_id");

-- CreateIndex
CREATE UNIQUE INDEX "intake_lot_product_id_harvested_on_grade_key" ON "intake_lot"("product_id", "harvested_on", "grade");

-- CreateIndex
CREATE INDEX "lot_issue_lot_id_idx" ON "lot_issue"("lot_id");

-- CreateIndex
CREATE UNIQUE INDEX "conformity_certificate_number_key" ON "conformity_certificate"("number");

-- CreateIndex
CREATE INDEX "conformity_certificate_lot_id_issued_at_idx" ON "conformity_certificate"("lot_id", "issued_at" DESC);

-- CreateIndex
CREATE INDEX "production_record_household_id_done_on_id_idx" ON "production_record"("household_id", "done_on" DESC, "id");

-- CreateIndex
CREATE INDEX "production_record_product_id_done_on_idx" ON "production_record"("product_id", "done_on" DESC);

-- AddForeignKey
ALTER TABLE "field_plot" ADD CONSTRAINT "field_plot_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intake_slip" ADD CONSTRAINT "intake_slip_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intake_weighing" ADD CONSTRAINT "intake_weighing_slip_id_fkey" FOREIGN KEY ("slip_id") REFERENCES "intake_slip"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_record" ADD CONSTRAINT "production_record_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ===== intake: what Prisma cannot say =====

ALTER TABLE household
  ADD CONSTRAINT household_number CHECK (number BETWEEN 1 AND 9999),
  ADD CONSTRAINT household_name CHECK (name <> '');
ALTER TABLE field_plot
  ADD CONSTRAINT field_plot_place CHECK (place <> ''),
  ADD CONSTRAINT field_plot_area CHECK (area BETWEEN 1 AND 1000000);

-- A lot whose only slip was put right into another lot weighs nothing, and stays on record.
ALTER TABLE lot DROP CONSTRAINT lot_grams;
ALTER TABLE lot ADD CONSTRAINT lot_grams CHECK (grams_total >= 0 AND grams_wholesale BETWEEN 0 AND grams_total);

-- The amount is rounded once, halves up: grams × price / (1000 × 100), as kernel/money does it.
ALTER TABLE intake_slip
  ADD CONSTRAINT intake_slip_state CHECK (state IN ('draft', 'confirmed', 'cancelled')),
  ADD CONSTRAINT intake_slip_grade CHECK (grade IN ('special', 'first', 'second', 'mixed')),
  ADD CONSTRAINT intake_slip_weight CHECK (net_grams > 0),
  ADD CONSTRAINT intake_slip_price CHECK (unit_price > 0),
  ADD CONSTRAINT intake_slip_amount CHECK (amount_fen > 0 AND amount_fen = (net_grams * unit_price * 2 + 100000) / 200000),
  ADD CONSTRAINT intake_slip_tries CHECK (code_tries BETWEEN 0 AND 5),
  ADD CONSTRAINT intake_slip_confirmed CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL)
    AND (state = 'confirmed') = (confirmed_by IS NOT NULL) AND (state = 'confirmed') = (lot_id IS NOT NULL)),
  ADD CONSTRAINT intake_slip_how CHECK (confirmed_by IN ('code', 'signature')),
  ADD CONSTRAINT intake_slip_signed CHECK ((confirmed_by IS NOT DISTINCT FROM 'signature') = (signature IS NOT NULL)),
  ADD CONSTRAINT intake_slip_cancelled CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)
    AND (state = 'cancelled') = (cancel_reason IS NOT NULL AND cancel_reason <> '')),
  ADD CONSTRAINT intake_slip_corrects CHECK ((corrects_id IS NULL) = (correct_reason IS NULL) AND corrects_id <> id);
-- A slip is put right by one other at most; that one may be put right in turn.
CREATE UNIQUE INDEX intake_slip_corrected_once ON intake_slip (corrects_id) WHERE state <> 'cancelled';

ALTER TABLE intake_weighing
  ADD CONSTRAINT intake_weighing_position CHECK (position BETWEEN 0 AND 29),
  ADD CONSTRAINT intake_weighing_net CHECK (tare_grams >= 0 AND gross_grams > tare_grams);

ALTER TABLE intake_lot
  ADD CONSTRAINT intake_lot_grade CHECK (grade IN ('special', 'first', 'second', 'mixed')),
  ADD CONSTRAINT intake_lot_grams CHECK (grams_out >= 0 AND grams_in >= grams_out),
  ADD CONSTRAINT intake_lot_money CHECK (fen_out >= 0 AND fen_in >= fen_out),
  -- What has gone out to the last gram has gone out to the last fen.
  ADD CONSTRAINT intake_lot_emptied CHECK (grams_in > grams_out OR fen_in = fen_out);

ALTER TABLE lot_issue ADD CONSTRAINT lot_issue_amounts CHECK (grams > 0 AND fen >= 0 AND position >= 0 AND line_position >= 0);

ALTER TABLE conformity_certificate
  ADD CONSTRAINT conformity_certificate_says CHECK (grams > 0 AND name <> '' AND origin <> '' AND promisor <> '' AND contact <> ''),
  ADD CONSTRAINT conformity_certificate_basis CHECK (cardinality(basis) > 0
    AND basis <@ ARRAY['selfControl', 'ownTest', 'entrustedTest']::text[]),
  ADD CONSTRAINT conformity_certificate_occasion CHECK (occasion IN ('first', 'mixed', 'repacked')),
  ADD CONSTRAINT conformity_certificate_voided CHECK ((voided_at IS NULL) = (void_reason IS NULL) AND void_reason <> '');

ALTER TABLE production_record
  ADD CONSTRAINT production_record_kind CHECK (kind IN ('sow', 'fertilise', 'protect', 'irrigate', 'pest', 'harvest')),
  -- 农产品质量安全法 art 27: name, source, use, amount and dates of what was put on the field.
  ADD CONSTRAINT production_record_inputs CHECK (kind NOT IN ('fertilise', 'protect') OR (input <> '' AND source <> '' AND dose <> '')),
  ADD CONSTRAINT production_record_interval CHECK (interval_days BETWEEN 0 AND 365),
  ADD CONSTRAINT production_record_struck CHECK ((struck_at IS NULL) = (struck_reason IS NULL) AND struck_reason <> '');

-- A slip begins as a draft. Confirmed or cancelled it is history; what it says of weights is what was weighed.
CREATE FUNCTION guard_intake_slip() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  weighed bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a slip begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state <> 'draft' THEN
    RAISE EXCEPTION 'slip % is history and is never changed', OLD.number USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.id, NEW.number, NEW.cooperative_id, NEW.household_id, NEW.created_at, NEW.corrects_id)
     IS DISTINCT FROM (OLD.id, OLD.number, OLD.cooperative_id, OLD.household_id, OLD.created_at, OLD.corrects_id) THEN
    RAISE EXCEPTION 'slip % stays the slip of its household', OLD.number USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'confirmed' THEN
    SELECT sum(gross_grams - tare_grams) INTO weighed FROM intake_weighing WHERE slip_id = NEW.id;
    IF weighed IS DISTINCT FROM NEW.net_grams THEN
      RAISE EXCEPTION 'slip % does not say what was weighed', NEW.number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER intake_slip_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON intake_slip
  FOR EACH ROW EXECUTE FUNCTION guard_intake_slip();
CREATE TRIGGER intake_slip_is_never_emptied BEFORE TRUNCATE ON intake_slip
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

CREATE FUNCTION guard_intake_weighing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM intake_slip WHERE state <> 'draft'
             AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.slip_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.slip_id END)) THEN
    RAISE EXCEPTION 'the weighings of a slip that is no draft are history' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER intake_weighing_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON intake_weighing
  FOR EACH ROW EXECUTE FUNCTION guard_intake_weighing();
CREATE TRIGGER intake_weighing_is_never_emptied BEFORE TRUNCATE ON intake_weighing
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

CREATE TRIGGER lot_issue_is_history BEFORE UPDATE OR DELETE ON lot_issue
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER lot_issue_is_never_emptied BEFORE TRUNCATE ON lot_issue
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

-- A certificate says what it said; a production record too. Either can be taken back once, by name and reason.
CREATE FUNCTION guard_conformity_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
     AND to_jsonb(NEW) - 'voided_at' - 'void_reason' = to_jsonb(OLD) - 'voided_at' - 'void_reason' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'certificate % is history and can only be voided', OLD.number USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER conformity_certificate_is_guarded BEFORE UPDATE OR DELETE ON conformity_certificate
  FOR EACH ROW EXECUTE FUNCTION guard_conformity_certificate();
CREATE TRIGGER conformity_certificate_is_never_emptied BEFORE TRUNCATE ON conformity_certificate
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

CREATE FUNCTION guard_production_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.struck_at IS NULL AND NEW.struck_at IS NOT NULL
     AND to_jsonb(NEW) - 'struck_at' - 'struck_reason' = to_jsonb(OLD) - 'struck_at' - 'struck_reason' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a production record can only be struck out' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER production_record_is_guarded BEFORE UPDATE OR DELETE ON production_record
  FOR EACH ROW EXECUTE FUNCTION guard_production_record();
CREATE TRIGGER production_record_is_never_emptied BEFORE TRUNCATE ON production_record
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

-- What is owed to growers who are no members stands apart from the members' current accounts. Books opened before get
-- the account too; their chart version says with which they began.
INSERT INTO account (book_id, code, name, normal_side)
SELECT id, '211.03', '{"zh-CN": "应付款—非成员种植户货款", "zh-TW": "應付款—非成員種植戶貨款", "en": "Owed to growers who are not members"}', 'credit'
  FROM book WHERE chart = 'coop-2021'
ON CONFLICT DO NOTHING;
