-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "closed_by_user_id" UUID,
ADD COLUMN     "closed_reason" TEXT;

ALTER TABLE organisation ADD CONSTRAINT organisation_closed CHECK (
  (closed_at IS NULL) = (closed_reason IS NULL) AND (closed_at IS NULL) = (closed_by_user_id IS NULL)
  AND (closed_reason IS NULL OR length(closed_reason) BETWEEN 1 AND 500)
);

-- What is closed stays closed, and nothing begins there any more.
CREATE FUNCTION refuse_opening_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'organisation % is closed for good', OLD.slug USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER organisation_stays_closed BEFORE UPDATE OF closed_at, closed_by_user_id, closed_reason ON organisation
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL AND (OLD.closed_at, OLD.closed_by_user_id, OLD.closed_reason)
    IS DISTINCT FROM (NEW.closed_at, NEW.closed_by_user_id, NEW.closed_reason)) EXECUTE FUNCTION refuse_opening_again();

CREATE FUNCTION refuse_at_a_closed_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  IF EXISTS (SELECT FROM organisation WHERE id = place AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the organisation is closed: nothing begins there' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_grant_at_an_open_organisation BEFORE INSERT ON role_grant
  FOR EACH ROW EXECUTE FUNCTION refuse_at_a_closed_organisation('organisation_id');
CREATE TRIGGER invitation_at_an_open_organisation BEFORE INSERT ON invitation
  FOR EACH ROW EXECUTE FUNCTION refuse_at_a_closed_organisation('organisation_id');
CREATE TRIGGER lead_at_an_open_organisation BEFORE INSERT ON lead
  FOR EACH ROW EXECUTE FUNCTION refuse_at_a_closed_organisation('cooperative_id');
CREATE TRIGGER product_of_an_open_organisation BEFORE INSERT OR UPDATE OF state ON product
  FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION refuse_at_a_closed_organisation('cooperative_id');

-- Orders are many: the row is asked by its key, without a detour over JSON.
CREATE FUNCTION refuse_order_at_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM organisation WHERE id = NEW.cooperative_id AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the cooperative is closed: no order is placed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_at_an_open_organisation BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION refuse_order_at_closed();
