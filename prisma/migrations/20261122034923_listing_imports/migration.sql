-- CreateTable
CREATE TABLE "listing_import" (
    "id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "unread" TEXT[],
    "cells" JSONB NOT NULL,
    "shown" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" UUID NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "applied_by" UUID,

    CONSTRAINT "listing_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "listing_import_cooperative_id_made_at_id_idx" ON "listing_import"("cooperative_id", "made_at" DESC, "id");

-- ===== imports: what Prisma cannot say =====

ALTER TABLE listing_import
  ADD CONSTRAINT listing_import_applied CHECK ((applied_at IS NULL) = (applied_by IS NULL)),
  ADD CONSTRAINT listing_import_hash CHECK (octet_length(content_hash) = 32),
  ADD CONSTRAINT listing_import_name CHECK (char_length(file_name) BETWEEN 1 AND 120);

-- What was shown is what is applied, once.
CREATE FUNCTION keep_import_as_shown() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.cooperative_id, NEW.file_name, NEW.content_hash, NEW.unread, NEW.cells, NEW.shown, NEW.made_at, NEW.made_by)
     IS DISTINCT FROM
     (OLD.id, OLD.cooperative_id, OLD.file_name, OLD.content_hash, OLD.unread, OLD.cells, OLD.shown, OLD.made_at, OLD.made_by) THEN
    RAISE EXCEPTION 'an import is not rewritten' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.applied_at IS NOT NULL AND (NEW.applied_at, NEW.applied_by) IS DISTINCT FROM (OLD.applied_at, OLD.applied_by) THEN
    RAISE EXCEPTION 'an import is applied once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER listing_import_stays_as_shown BEFORE UPDATE ON listing_import
  FOR EACH ROW EXECUTE FUNCTION keep_import_as_shown();

CREATE FUNCTION keep_applied_import() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.applied_at IS NOT NULL THEN
    RAISE EXCEPTION 'an applied import is history' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER listing_import_is_kept BEFORE DELETE ON listing_import
  FOR EACH ROW EXECUTE FUNCTION keep_applied_import();
