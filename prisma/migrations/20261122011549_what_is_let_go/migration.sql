-- AlterTable
ALTER TABLE "lead" ADD COLUMN     "contact_erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "contact_erased_at" TIMESTAMPTZ(3);

-- ===== what Prisma cannot say =====

-- Erased is erased: whoever says that nobody is named any more has to mean it.
ALTER TABLE orders ADD CONSTRAINT orders_contact_erased CHECK (contact_erased_at IS NULL OR
  (recipient = '' AND phone = '' AND street = '' AND note = '' AND waybill IS NULL AND region_code LIKE '%0000'));
ALTER TABLE lead ADD CONSTRAINT lead_contact_erased CHECK (contact_erased_at IS NULL OR
  (company = '' AND contact = '' AND phone = '' AND note = '' AND next_step IS NULL));

-- A timeline stays as it was written, but for the words about a person once the order names nobody any more.
DROP TRIGGER order_event_append_only ON order_event;
CREATE TRIGGER order_event_append_only BEFORE DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION ordering_append_only();
CREATE FUNCTION order_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.order_id, OLD.kind, OLD.at, OLD.user_id) IS DISTINCT FROM
       (NEW.id, NEW.order_id, NEW.kind, NEW.at, NEW.user_id)
     OR NEW.data <> OLD.data - '{note,waybill}'::text[]
     OR NOT EXISTS (SELECT FROM orders WHERE id = OLD.order_id AND contact_erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'order_event is append-only' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_event_stays BEFORE UPDATE ON order_event
  FOR EACH ROW EXECUTE FUNCTION order_event_stays();

DROP TRIGGER lead_event_is_history ON lead_event;
CREATE TRIGGER lead_event_is_history BEFORE DELETE ON lead_event
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE FUNCTION lead_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.lead_id, OLD.kind, OLD.at, OLD.user_id, OLD.shown) IS DISTINCT FROM
       (NEW.id, NEW.lead_id, NEW.kind, NEW.at, NEW.user_id, NEW.shown)
     OR NEW.body <> ''
     OR NOT EXISTS (SELECT FROM lead WHERE id = OLD.lead_id AND contact_erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'lead_event is history' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lead_event_stays BEFORE UPDATE ON lead_event
  FOR EACH ROW EXECUTE FUNCTION lead_event_stays();

-- What is due is looked for among those that still name somebody.
CREATE INDEX orders_to_forget ON orders (placed_at) WHERE contact_erased_at IS NULL
  AND state IN ('settled', 'refunded', 'lapsed', 'cancelled');
