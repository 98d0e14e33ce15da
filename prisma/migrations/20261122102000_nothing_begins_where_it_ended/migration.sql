-- Whoever closes an organisation, or lets a household leave, holds its row (FOR UPDATE). Whoever begins something there asks
-- for the row too: one of the two waits, and sees what the other has done.
CREATE OR REPLACE FUNCTION refuse_at_a_closed_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed timestamptz;
BEGIN
  SELECT closed_at INTO closed FROM organisation WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid FOR SHARE;
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION 'the organisation is closed: nothing begins there' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER slip_at_an_open_organisation BEFORE INSERT ON intake_slip
  FOR EACH ROW EXECUTE FUNCTION refuse_at_a_closed_organisation('cooperative_id');
CREATE TRIGGER offer_of_an_open_organisation BEFORE INSERT OR UPDATE OF open ON wholesale_offer
  FOR EACH ROW WHEN (NEW.open) EXECUTE FUNCTION refuse_at_a_closed_organisation('cooperative_id');
CREATE TRIGGER link_of_an_open_host BEFORE INSERT OR UPDATE OF active ON share_link
  FOR EACH ROW WHEN (NEW.active) EXECUTE FUNCTION refuse_at_a_closed_organisation('host_id');
CREATE TRIGGER link_to_an_open_cooperative BEFORE INSERT OR UPDATE OF active ON share_link
  FOR EACH ROW WHEN (NEW.active AND NEW.cooperative_id IS NOT NULL)
  EXECUTE FUNCTION refuse_at_a_closed_organisation('cooperative_id');

-- A closing holds the table of orders, so a sale need not ask for anybody's row, which others ask for too.
CREATE FUNCTION refuse_line_of_closed_host() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM organisation WHERE id = NEW.host_id AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the host is closed: nothing is earned any more' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER line_of_an_open_host BEFORE INSERT ON order_line
  FOR EACH ROW WHEN (NEW.host_id IS NOT NULL) EXECUTE FUNCTION refuse_line_of_closed_host();

CREATE FUNCTION refuse_of_a_household_that_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone timestamptz;
BEGIN
  SELECT left_at INTO gone FROM household WHERE id = NEW.household_id FOR SHARE;
  IF gone IS NOT NULL THEN
    RAISE EXCEPTION 'the household has left: nothing is written of it' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER slip_of_a_household_that_is_here BEFORE INSERT ON intake_slip
  FOR EACH ROW EXECUTE FUNCTION refuse_of_a_household_that_left();
CREATE TRIGGER record_of_a_household_that_is_here BEFORE INSERT ON production_record
  FOR EACH ROW EXECUTE FUNCTION refuse_of_a_household_that_left();
CREATE TRIGGER plot_of_a_household_that_is_here BEFORE INSERT ON field_plot
  FOR EACH ROW EXECUTE FUNCTION refuse_of_a_household_that_left();

-- What waits is little, and counted whenever a desk is opened; what is over is much.
CREATE INDEX claim_waiting ON claim (cooperative_id, opened_at) WHERE state = 'open';
CREATE INDEX intake_slip_waiting ON intake_slip (cooperative_id) WHERE state = 'draft';
