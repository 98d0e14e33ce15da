-- AlterTable
ALTER TABLE "household" ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "name_erased_at" TIMESTAMPTZ(3);

-- A household that has left is called by nobody; its name stands as long as a voucher needs it, and not longer.
ALTER TABLE household
  DROP CONSTRAINT household_name,
  ADD CONSTRAINT household_name CHECK ((name = '') = (name_erased_at IS NOT NULL)),
  ADD CONSTRAINT household_left CHECK (left_at IS NULL OR phone IS NULL),
  ADD CONSTRAINT household_name_erased CHECK (name_erased_at IS NULL OR left_at IS NOT NULL);

CREATE FUNCTION guard_household() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.left_at IS NOT NULL AND to_jsonb(NEW) - 'name' - 'name_erased_at' IS DISTINCT FROM to_jsonb(OLD) - 'name' - 'name_erased_at' THEN
    RAISE EXCEPTION 'household % has left and is not written to any more', OLD.number USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.left_at IS NOT NULL AND NEW.name <> '' AND NEW.name <> OLD.name THEN
    RAISE EXCEPTION 'household % has left and keeps its name or loses it', OLD.number USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER household_is_guarded BEFORE UPDATE ON household FOR EACH ROW EXECUTE FUNCTION guard_household();

-- A slip is history. When the law's time for vouchers is over its household's name goes, and then the signature on it.
CREATE FUNCTION household_is_nameless(household_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT name_erased_at IS NOT NULL FROM household WHERE id = household_id
$$;
CREATE OR REPLACE FUNCTION guard_intake_slip() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  weighed bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a slip begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'confirmed' AND NEW.signature = '' AND household_is_nameless(OLD.household_id)
     AND to_jsonb(NEW) - 'signature' = to_jsonb(OLD) - 'signature' THEN
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

-- What stands beside a treatment is not asked for by the law and may name somebody; the treatment itself stays.
CREATE OR REPLACE FUNCTION guard_production_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.struck_at IS NULL AND NEW.struck_at IS NOT NULL
     AND to_jsonb(NEW) - 'struck_at' - 'struck_reason' = to_jsonb(OLD) - 'struck_at' - 'struck_reason' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.note = '' AND to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note'
     AND EXISTS (SELECT FROM household WHERE id = OLD.household_id AND left_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a production record can only be struck out' USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- A signature that was taken out, its time being over, needs no witness: the oldest ones never had one.
ALTER TABLE intake_slip
  DROP CONSTRAINT intake_slip_witnessed,
  ADD CONSTRAINT intake_slip_witnessed
    CHECK (confirmed_by IS DISTINCT FROM 'signature' OR signature = '' OR confirmed_by_user_id IS NOT NULL) NOT VALID;
