-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "packs" INTEGER,
    "grams" BIGINT,
    "reason" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_fen" BIGINT NOT NULL,
    "given_fen" BIGINT,
    "refund_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "answered_by" UUID,
    "answer" TEXT NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "claim_refund_id_key" ON "claim"("refund_id");

-- CreateIndex
CREATE INDEX "claim_order_id_idx" ON "claim"("order_id");

-- CreateIndex
CREATE INDEX "claim_line_id_idx" ON "claim"("line_id");

-- CreateIndex
CREATE INDEX "claim_cooperative_id_opened_at_idx" ON "claim"("cooperative_id", "opened_at");

-- CreateIndex
CREATE INDEX "claim_cooperative_id_closed_at_idx" ON "claim"("cooperative_id", "closed_at");

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ===== what Prisma cannot say =====

ALTER TABLE claim
  ADD CONSTRAINT claim_state CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  ADD CONSTRAINT claim_reason CHECK (reason IN ('rotten', 'crushed', 'short', 'wrong', 'other')),
  ADD CONSTRAINT claim_affected CHECK (num_nonnulls(packs, grams) = 1 AND coalesce(packs, grams) > 0),
  ADD CONSTRAINT claim_words CHECK (char_length(words) <= 500 AND char_length(answer) <= 300),
  ADD CONSTRAINT claim_asked CHECK (asked_fen > 0),
  ADD CONSTRAINT claim_closed CHECK ((state = 'open') = (closed_at IS NULL) AND closed_at >= opened_at),
  ADD CONSTRAINT claim_given CHECK ((state = 'accepted') = (given_fen IS NOT NULL)
    AND (state = 'accepted') = (refund_id IS NOT NULL) AND given_fen BETWEEN 1 AND asked_fen),
  ADD CONSTRAINT claim_answered CHECK ((state IN ('accepted', 'declined')) = (answered_by IS NOT NULL));

-- A line waits for one answer at a time. Whoever settles, cancels or lists looks for claims that wait.
CREATE UNIQUE INDEX claim_open_of_line ON claim (line_id) WHERE state = 'open';
CREATE INDEX claim_open_of_order ON claim (order_id) WHERE state = 'open';

-- What was given back for a line, and what it may come to at most: what was paid for it.
CREATE FUNCTION claim_fits_its_line(the_claim uuid, the_order uuid, the_cooperative uuid, the_line uuid, more_fen bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  paid bigint;
  given bigint;
BEGIN
  -- The lock makes two claims of one order wait for each other, so that each sees the other.
  PERFORM FROM orders WHERE id = the_order AND cooperative_id = the_cooperative FOR UPDATE;
  SELECT l.goods_fen + l.freight_fen INTO paid FROM order_line l JOIN orders o ON o.id = l.order_id
   WHERE l.id = the_line AND o.id = the_order AND o.cooperative_id = the_cooperative;
  IF paid IS NULL THEN
    RAISE EXCEPTION 'claim % is not about a line of its order', the_claim USING ERRCODE = 'check_violation';
  END IF;
  SELECT coalesce(sum(given_fen), 0) INTO given FROM claim WHERE line_id = the_line AND id <> the_claim;
  IF given + more_fen > paid THEN
    RAISE EXCEPTION 'claims of order line % exceed what was paid for it', the_line USING ERRCODE = 'check_violation';
  END IF;
END $$;

-- A claim begins open, within its order's time for claims, about no more than was bought.
CREATE FUNCTION claim_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM claim_fits_its_line(NEW.id, NEW.order_id, NEW.cooperative_id, NEW.line_id, NEW.asked_fen);
  IF NEW.state <> 'open' OR NOT EXISTS (
    SELECT FROM orders o JOIN order_line l ON l.order_id = o.id
     WHERE l.id = NEW.line_id AND o.state = 'delivered' AND NEW.opened_at >= o.delivered_at AND NEW.opened_at < o.claim_until
       AND NEW.asked_fen <= o.total_fen - o.refunded_fen
       AND coalesce(NEW.packs <= l.packs, NEW.grams <= l.packs * l.net_grams)) THEN
    RAISE EXCEPTION 'claim % cannot begin', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claim_begins BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION claim_begins();

-- It moves once, to an end; an accepted one with the refund by which its money goes back. What was said stays as it was
-- said, until its order names nobody any more. A refund that Stripe would not make may be replaced by another of that amount.
CREATE FUNCTION claim_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.order_id, OLD.cooperative_id, OLD.line_id, OLD.packs, OLD.grams, OLD.reason, OLD.asked_fen, OLD.opened_at)
     IS DISTINCT FROM
     (NEW.id, NEW.order_id, NEW.cooperative_id, NEW.line_id, NEW.packs, NEW.grams, NEW.reason, NEW.asked_fen, NEW.opened_at)
  THEN
    RAISE EXCEPTION 'claim % was made and stays as it was made', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'accepted' AND NEW.refund_id IS DISTINCT FROM OLD.refund_id THEN
    PERFORM claim_fits_its_line(NEW.id, NEW.order_id, NEW.cooperative_id, NEW.line_id, NEW.given_fen);
    IF NOT EXISTS (SELECT FROM refund r WHERE r.id = NEW.refund_id AND r.order_id = NEW.order_id
                      AND r.reason IN ('claim', 'triedAgain') AND r.amount_fen = NEW.given_fen)
       OR OLD.refund_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM refund r WHERE r.id = OLD.refund_id AND r.state = 'failed') THEN
      RAISE EXCEPTION 'claim % is not given back by that refund', OLD.id USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF OLD.state = 'open' AND NEW.state <> 'open' AND NEW.words = OLD.words THEN
    IF NEW.state = 'declined' AND NEW.answer = '' THEN
      RAISE EXCEPTION 'claim % is declined without a word', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.state, OLD.given_fen, OLD.closed_at, OLD.answered_by)
       IS DISTINCT FROM (NEW.state, NEW.given_fen, NEW.closed_at, NEW.answered_by)
     OR NEW.words NOT IN (OLD.words, '') OR NEW.answer NOT IN (OLD.answer, '')
     OR (OLD.words, OLD.answer) <> (NEW.words, NEW.answer)
        AND NOT EXISTS (SELECT FROM orders WHERE id = OLD.order_id AND contact_erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'claim % was answered and stays so', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claim_stays BEFORE UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION claim_stays();
CREATE TRIGGER claim_is_history BEFORE DELETE OR TRUNCATE ON claim
  FOR EACH STATEMENT EXECUTE FUNCTION ordering_append_only();

-- Nobody is credited for goods about which a buyer still waits for an answer.
CREATE FUNCTION claims_are_answered_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM claim WHERE order_id = NEW.id AND state = 'open') THEN
    RAISE EXCEPTION 'order % has a claim that waits for an answer', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claims_are_answered_first BEFORE UPDATE OF state ON orders
  FOR EACH ROW WHEN (NEW.state = 'settled' AND OLD.state <> 'settled') EXECUTE FUNCTION claims_are_answered_first();
