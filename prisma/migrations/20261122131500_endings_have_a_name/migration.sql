-- Who begins something at a place or with a household that is being ended at the same moment is told so in words: these
-- guards say by an SQLSTATE of their own what they refuse. What the portal makes of it: app/workflows/unless-ended.ts.
--   ZE001  the organisation is closed
--   ZE002  the household has left
CREATE OR REPLACE FUNCTION refuse_at_a_closed_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed timestamptz;
BEGIN
  SELECT closed_at INTO closed FROM organisation WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid FOR SHARE;
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION 'the organisation is closed: nothing begins there' USING ERRCODE = 'ZE001';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION refuse_order_at_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM organisation WHERE id = NEW.cooperative_id AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the cooperative is closed: no order is placed' USING ERRCODE = 'ZE001';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION refuse_line_of_closed_host() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM organisation WHERE id = NEW.host_id AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the host is closed: nothing is earned any more' USING ERRCODE = 'ZE001';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION refuse_of_a_household_that_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone timestamptz;
BEGIN
  SELECT left_at INTO gone FROM household WHERE id = NEW.household_id FOR SHARE;
  IF gone IS NOT NULL THEN
    RAISE EXCEPTION 'the household has left: nothing is written of it' USING ERRCODE = 'ZE002';
  END IF;
  RETURN NEW;
END $$;
