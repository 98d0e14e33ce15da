ALTER TABLE payment ADD CONSTRAINT payment_state CHECK (state IN ('opening', 'open', 'paid', 'expired', 'failed'));
ALTER TABLE payment ADD CONSTRAINT payment_amount CHECK (amount_fen > 0 AND attempt >= 1);
ALTER TABLE payment ADD CONSTRAINT payment_paid_at CHECK ((state = 'paid') = (paid_at IS NOT NULL));
ALTER TABLE refund ADD CONSTRAINT refund_state CHECK (state IN ('requested', 'submitted', 'succeeded', 'failed', 'bounced'));
ALTER TABLE refund ADD CONSTRAINT refund_amount CHECK (amount_fen > 0);
ALTER TABLE refund ADD CONSTRAINT refund_finished CHECK ((state IN ('succeeded', 'failed', 'bounced')) = (finished_at IS NOT NULL));

-- Refunds of one payment never exceed it, whatever the program believes; failed ones gave nothing back.
CREATE FUNCTION refunds_within_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  paid bigint;
BEGIN
  -- The lock makes two refunds of the same payment wait for each other, so that each sees the other.
  SELECT amount_fen INTO paid FROM payment WHERE id = NEW.payment_id FOR UPDATE;
  IF (SELECT sum(amount_fen) FROM refund WHERE payment_id = NEW.payment_id AND state <> 'failed') > paid THEN
    RAISE EXCEPTION 'refunds of payment % exceed what was paid', NEW.payment_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refund_within_payment AFTER INSERT OR UPDATE OF amount_fen, payment_id ON refund
  FOR EACH ROW EXECUTE FUNCTION refunds_within_payment();

-- A paid payment is a fact about the buyer's money.
CREATE FUNCTION payment_stays_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % is paid and stays so', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER payment_stays_paid BEFORE UPDATE OR DELETE ON payment
  FOR EACH ROW WHEN (OLD.state = 'paid') EXECUTE FUNCTION payment_stays_paid();
