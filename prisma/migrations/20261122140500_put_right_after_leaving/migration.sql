-- Nothing new is written of a household that has left; what was wrong is still put right, as long as its name is kept.
DROP TRIGGER slip_of_a_household_that_is_here ON intake_slip;
CREATE TRIGGER slip_of_a_household_that_is_here BEFORE INSERT ON intake_slip
  FOR EACH ROW WHEN (NEW.corrects_id IS NULL) EXECUTE FUNCTION refuse_of_a_household_that_left();

CREATE FUNCTION guard_correcting_slip() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  nameless timestamptz;
BEGIN
  IF NOT EXISTS (SELECT FROM intake_slip w WHERE w.id = NEW.corrects_id AND w.state = 'confirmed'
                    AND w.household_id = NEW.household_id AND w.cooperative_id = NEW.cooperative_id) THEN
    RAISE EXCEPTION 'slip % puts right what is no confirmed slip of its household', NEW.number
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  SELECT name_erased_at INTO nameless FROM household WHERE id = NEW.household_id FOR SHARE;
  IF nameless IS NOT NULL THEN
    RAISE EXCEPTION 'the household has left and lost its name: nothing is written of it' USING ERRCODE = 'ZE002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER correction_of_its_own_slip BEFORE INSERT ON intake_slip
  FOR EACH ROW WHEN (NEW.corrects_id IS NOT NULL) EXECUTE FUNCTION guard_correcting_slip();
