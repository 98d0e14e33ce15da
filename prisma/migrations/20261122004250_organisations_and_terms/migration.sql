-- AlterTable
ALTER TABLE "role_grant" ADD COLUMN     "granted_at" TIMESTAMPTZ(3),
ADD COLUMN     "granted_by_user_id" UUID,
ADD COLUMN     "revoked_at" TIMESTAMPTZ(3),
ADD COLUMN     "revoked_by_user_id" UUID,
ADD COLUMN     "revoked_reason" TEXT;

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" JSONB NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "organisation_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "phone" TEXT,
    "valid_until" TIMESTAMPTZ(3),
    "invited_by_user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by_user_id" UUID,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisation_kind_slug_key" ON "organisation"("kind", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_organisation_id_id_idx" ON "invitation"("organisation_id", "id");

-- CreateIndex
CREATE INDEX "role_grant_organisation_id_idx" ON "role_grant"("organisation_id");

-- Duties given before the portal wrote down who gave them began when they were given.
UPDATE role_grant SET granted_at = valid_from;
ALTER TABLE role_grant ALTER COLUMN granted_at SET NOT NULL;

-- ===== organisations of the tables that name them =====

ALTER TABLE organisation
  ADD CONSTRAINT organisation_kind CHECK (kind IN
    ('operator', 'alliance', 'union', 'village', 'cooperative', 'federation', 'collective', 'partnerUnit', 'host',
     'buyerCompany')),
  ADD CONSTRAINT organisation_slug CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
  ADD CONSTRAINT organisation_texts CHECK (is_localized(name));

-- A village, a collective, a cooperative and a host are an organisation under their own id. Five parts of the portal
-- write these tables; a trigger is the one place where none of them can forget the row or let a name drift.
CREATE FUNCTION write_organisation() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  as_kind text := TG_ARGV[0];
  own_slug text;
BEGIN
  IF as_kind = 'collective' THEN
    SELECT slug INTO own_slug FROM village WHERE id = (to_jsonb(NEW) ->> 'village_id')::uuid;
  ELSE
    own_slug := to_jsonb(NEW) ->> 'slug';
  END IF;
  INSERT INTO organisation (id, kind, slug, name) VALUES (NEW.id, as_kind, own_slug, NEW.name)
    ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name;
  IF as_kind = 'village' THEN
    UPDATE organisation SET slug = own_slug
     WHERE id = (SELECT id FROM collective WHERE village_id = NEW.id) AND slug <> own_slug;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER village_is_an_organisation AFTER INSERT OR UPDATE OF slug, name ON village
  FOR EACH ROW EXECUTE FUNCTION write_organisation('village');
CREATE TRIGGER collective_is_an_organisation AFTER INSERT OR UPDATE OF village_id, name ON collective
  FOR EACH ROW EXECUTE FUNCTION write_organisation('collective');
CREATE TRIGGER cooperative_is_an_organisation AFTER INSERT OR UPDATE OF slug, name ON cooperative
  FOR EACH ROW EXECUTE FUNCTION write_organisation('cooperative');
CREATE TRIGGER host_is_an_organisation AFTER INSERT OR UPDATE OF slug, name ON host
  FOR EACH ROW EXECUTE FUNCTION write_organisation('host');

INSERT INTO organisation (id, kind, slug, name)
  SELECT id, 'village', slug, name FROM village
  UNION ALL SELECT c.id, 'collective', v.slug, c.name FROM collective c JOIN village v ON v.id = c.village_id
  UNION ALL SELECT id, 'cooperative', slug, name FROM cooperative
  UNION ALL SELECT id, 'host', slug, name FROM host;

-- What an organisation is does not change; duties, books and the audit log name it by its id.
CREATE FUNCTION refuse_another_kind() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an organisation stays what it is' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER organisation_keeps_its_kind BEFORE UPDATE ON organisation
  FOR EACH ROW WHEN (OLD.id <> NEW.id OR OLD.kind <> NEW.kind) EXECUTE FUNCTION refuse_another_kind();

-- ===== duties =====

ALTER TABLE role_grant
  DROP CONSTRAINT role_grant_role,
  ADD CONSTRAINT role_grant_role CHECK (role IN
    ('coopManager', 'coopStaff', 'packer', 'accountant', 'supervisor', 'host', 'firstSecretary', 'allianceStaff',
     'operator', 'buyer')),
  ADD CONSTRAINT role_grant_revoked CHECK (
    (revoked_at IS NULL) = (revoked_reason IS NULL)
    AND (revoked_at IS NOT NULL OR revoked_by_user_id IS NULL)
    AND (revoked_reason IS NULL OR length(revoked_reason) BETWEEN 1 AND 500)
  );

-- Who had which duty when is asked years later: a duty is never given a second holder, place or beginning, and once
-- revoked nothing of it changes. Its end may be moved while it runs.
CREATE FUNCTION refuse_rewriting_duty() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL
     OR (OLD.id, OLD.user_id, OLD.role, OLD.valid_from, OLD.granted_at)
        IS DISTINCT FROM (NEW.id, NEW.user_id, NEW.role, NEW.valid_from, NEW.granted_at)
     OR (OLD.organisation_id, OLD.granted_by_user_id)
        IS DISTINCT FROM (NEW.organisation_id, NEW.granted_by_user_id) THEN
    RAISE EXCEPTION 'a duty is history: only its end may be set, and it may be revoked once'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER role_grant_keeps_its_past BEFORE UPDATE ON role_grant
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_duty();
CREATE TRIGGER role_grant_is_history BEFORE DELETE ON role_grant
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER role_grant_is_never_emptied BEFORE TRUNCATE ON role_grant
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

-- ===== invitations =====

ALTER TABLE invitation
  ADD CONSTRAINT invitation_token_is_a_hash CHECK (octet_length(token_hash) = 32),
  ADD CONSTRAINT invitation_phone CHECK (phone ~ '^1[3-9][0-9]{9}$'),
  ADD CONSTRAINT invitation_times CHECK (expires_at > created_at),
  ADD CONSTRAINT invitation_ends_once CHECK (withdrawn_at IS NULL OR accepted_at IS NULL),
  ADD CONSTRAINT invitation_accepted_by_somebody CHECK ((accepted_at IS NULL) = (accepted_by_user_id IS NULL));

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
