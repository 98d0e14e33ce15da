-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_user_id" UUID,
    "organisation_id" UUID,
    "act" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entry_organisation_id_id_idx" ON "audit_entry"("organisation_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_user_id_id_idx" ON "audit_entry"("actor_user_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_kind_subject_id_id_idx" ON "audit_entry"("subject_kind", "subject_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_act_id_idx" ON "audit_entry"("act", "id");


-- ===== what Prisma cannot say =====

-- The application keeps to smaller limits (modules/identity/audit.ts); these stop whoever goes around it.
ALTER TABLE audit_entry
  ADD CONSTRAINT audit_entry_act CHECK (act ~ '^[a-z][A-Za-z]*([.][a-z][A-Za-z]*)+$' AND length(act) <= 64),
  ADD CONSTRAINT audit_entry_subject CHECK (subject_kind ~ '^[a-z][A-Za-z]*$' AND length(subject_id) BETWEEN 1 AND 100),
  ADD CONSTRAINT audit_entry_fields CHECK (
    (before IS NULL OR jsonb_typeof(before) = 'object') AND (after IS NULL OR jsonb_typeof(after) = 'object')
  ),
  ADD CONSTRAINT audit_entry_size CHECK (
    length(coalesce(before::text, '')) + length(coalesce(after::text, '')) <= 32768
    AND (reason IS NULL OR length(reason) BETWEEN 1 AND 500)
  );

CREATE TRIGGER audit_entry_is_history BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
