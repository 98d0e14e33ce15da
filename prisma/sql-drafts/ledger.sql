-- The ledger's own guards. The database is the last witness: what is refused here is refused to everybody, whatever
-- program asks. Checks run once per statement over all its rows, as one sale inserts about ten transfers.
--
-- Book, account and transaction rows never change, so a check may read them without locking them. A foreign key would
-- lock the row it points to, and every sale would then write to the same few rows.

-- ---------------------------------------------------------------------------------------------------- shapes of rows

ALTER TABLE account
  ADD CONSTRAINT account_normal_side CHECK (normal_side IN ('debit', 'credit', 'both'));

ALTER TABLE ledger_transaction
  ADD CONSTRAINT ledger_transaction_reference CHECK (length(reference) BETWEEN 1 AND 200),
  ADD CONSTRAINT ledger_transaction_reason CHECK (reason <> ''),
  ADD CONSTRAINT ledger_transaction_period CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  ADD CONSTRAINT ledger_transaction_content_hash CHECK (octet_length(content_hash) = 32),
  ADD CONSTRAINT ledger_transaction_transfer_count CHECK (transfer_count > 0);

ALTER TABLE transfer
  ADD CONSTRAINT transfer_position CHECK (position > 0),
  ADD CONSTRAINT transfer_fen CHECK (fen > 0),
  ADD CONSTRAINT transfer_two_accounts CHECK (debit_account <> credit_account),
  ADD CONSTRAINT transfer_phase CHECK (phase IN ('posted', 'pending', 'post', 'void')),
  ADD CONSTRAINT transfer_resolves CHECK (
    (phase IN ('post', 'void')) = (resolves_transaction_id IS NOT NULL)
    AND (resolves_transaction_id IS NULL) = (resolves_position IS NULL)),
  ADD CONSTRAINT transfer_reverses CHECK (
    (reverses_transaction_id IS NULL) = (reverses_position IS NULL)
    AND (reverses_transaction_id IS NULL OR phase IN ('posted', 'pending')));

ALTER TABLE voucher
  ADD CONSTRAINT voucher_number CHECK (number > 0),
  ADD CONSTRAINT voucher_hashes CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32);

ALTER TABLE period_close
  ADD CONSTRAINT period_close_period CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');

-- A pending ends once. Both indexes hold only the few transfers that resolve or reverse something.
CREATE UNIQUE INDEX transfer_resolves_once ON transfer (resolves_transaction_id, resolves_position)
  WHERE resolves_transaction_id IS NOT NULL;
CREATE INDEX transfer_reverses_what ON transfer (reverses_transaction_id, reverses_position)
  WHERE reverses_transaction_id IS NOT NULL;

-- The tail is a queue: small, and quickly full of dead rows.
ALTER TABLE ledger_tail SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- ------------------------------------------------------------------------------------------------------------- words

CREATE FUNCTION ledger_month(at timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') COLLATE "C"
$$;

-- The first month that takes writes. Months are closed in order, so all later ones are open too. A fact is booked in its
-- own month or in this one, whichever is later.
CREATE VIEW ledger_first_open AS
  SELECT b.id AS book_id, coalesce(
    (SELECT to_char(to_date(max(c.period), 'YYYY-MM') + interval '1 month', 'YYYY-MM')
     FROM period_close c WHERE c.book_id = b.id),
    to_char(b.opened_on, 'YYYY-MM')) COLLATE "C" AS period
  FROM book b;

-- What a transfer adds to the totals of its two accounts.
CREATE FUNCTION ledger_effect(tr transfer)
RETURNS TABLE (
  account_code text, debits_posted bigint, credits_posted bigint, debits_pending bigint, credits_pending bigint)
LANGUAGE sql IMMUTABLE AS $$
  SELECT side.account,
    CASE WHEN tr.phase IN ('posted', 'post') THEN side.debit ELSE 0 END,
    CASE WHEN tr.phase IN ('posted', 'post') THEN side.credit ELSE 0 END,
    CASE tr.phase WHEN 'pending' THEN side.debit WHEN 'posted' THEN 0 ELSE -side.debit END,
    CASE tr.phase WHEN 'pending' THEN side.credit WHEN 'posted' THEN 0 ELSE -side.credit END
  FROM (VALUES (tr.debit_account, tr.fen, 0::bigint), (tr.credit_account, 0::bigint, tr.fen))
    AS side (account, debit, credit)
$$;

-- open (a pending not resolved yet), settled (posted at once or since) or voided.
CREATE FUNCTION ledger_transfer_state(o transfer) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN o.phase = 'posted' THEN 'settled' ELSE coalesce((
    SELECT CASE r.phase WHEN 'post' THEN 'settled' ELSE 'voided' END
    FROM transfer r
    WHERE r.resolves_transaction_id = o.transaction_id AND r.resolves_position = o.position), 'open') END
$$;

-- How much of a transfer is taken back: the reversals that name it, without those that were voided.
CREATE FUNCTION ledger_reversed_fen(o transfer) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(r.fen), 0)::bigint
  FROM transfer r
  WHERE r.reverses_transaction_id = o.transaction_id AND r.reverses_position = o.position
    AND ledger_transfer_state(r) <> 'voided'
$$;

-- Resolving and reversing look at what an event did so far, so two of them about one event have to queue.
CREATE FUNCTION ledger_lock_event(event uuid) RETURNS void
LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('ledger event ' || event::text, 0))
$$;

CREATE FUNCTION ledger_sealing_key(the_book uuid) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('ledger sealing ' || the_book::text, 0)
$$;

-- Waits for all writers and holds new ones until the end of the transaction. A month close uses it instead of a lock
-- that every sale would have to take. Past the timeout it fails, rather than make the shop wait behind one slow writer;
-- a vacuum that stands in the way gives up after one second.
CREATE FUNCTION ledger_hold_writers() RETURNS void
LANGUAGE plpgsql VOLATILE SET lock_timeout = '5s' AS $$
BEGIN
  LOCK TABLE ledger_transaction IN SHARE MODE;
END $$;

-- ----------------------------------------------------------------------------------------------------- nothing changes

CREATE FUNCTION ledger_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger: % refuses %', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Corrections are new transactions that name what they reverse.';
END $$;

CREATE TRIGGER book_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON book
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER account_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_transaction_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER transfer_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER voucher_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON voucher
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER balance_snapshot_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON balance_snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER period_close_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON period_close
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_tail_is_kept BEFORE UPDATE OR TRUNCATE ON ledger_tail
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- The tail is filled when a transaction is recorded and emptied when it is sealed; snapshots follow from vouchers.
-- Both happen inside the triggers below and nowhere else.
CREATE TRIGGER ledger_tail_follows BEFORE INSERT OR DELETE ON ledger_tail
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER balance_snapshot_follows BEFORE INSERT ON balance_snapshot
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger_refuse_change();

-- --------------------------------------------------------------------------------------------------------- recording

CREATE FUNCTION ledger_check_transactions() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  SELECT f.reference, f.period INTO wrong
  FROM fresh f LEFT JOIN ledger_first_open o ON o.book_id = f.book_id
  WHERE o.book_id IS NULL OR f.period <> greatest(ledger_month(f.occurred_at), o.period) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: % does not belong into %: the month is closed or not that of the fact, or the book is unknown',
      wrong.reference, wrong.period USING ERRCODE = 'check_violation';
  END IF;
  SELECT f.reference INTO wrong FROM fresh f
  WHERE f.reverses_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM ledger_transaction o WHERE o.id = f.reverses_id AND o.book_id = f.book_id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: % reverses a transaction that its book does not hold', wrong.reference
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  INSERT INTO ledger_tail (book_id, recorded_at, transaction_id) SELECT book_id, recorded_at, id FROM fresh;
  RETURN NULL;
END $$;

CREATE TRIGGER ledger_transaction_check AFTER INSERT ON ledger_transaction
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_transactions();

-- With all positions from 1 to the count taken, the key of transfer lets nothing be added later.
CREATE FUNCTION ledger_check_complete() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  present int := (SELECT count(*) FROM transfer WHERE transaction_id = NEW.id);
BEGIN
  IF present <> NEW.transfer_count THEN
    RAISE EXCEPTION 'ledger: % has % transfers instead of %', NEW.reference, present, NEW.transfer_count
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_transaction_complete AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_complete();

CREATE FUNCTION ledger_check_transfers() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
  resolving bigint;
  reversing bigint;
BEGIN
  SELECT f.transaction_id, f.position INTO wrong
  FROM fresh f
  LEFT JOIN ledger_transaction t ON t.id = f.transaction_id
  LEFT JOIN account d ON d.book_id = f.book_id AND d.code = f.debit_account
  LEFT JOIN account c ON c.book_id = f.book_id AND c.code = f.credit_account
  WHERE t.book_id IS DISTINCT FROM f.book_id OR f.position > t.transfer_count OR d.code IS NULL OR c.code IS NULL
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: transfer %#% has an account or a transaction that its book does not hold, or comes too late',
      wrong.transaction_id, wrong.position USING ERRCODE = 'foreign_key_violation';
  END IF;
  SELECT count(resolves_transaction_id), count(reverses_transaction_id) INTO resolving, reversing FROM fresh;
  IF resolving > 0 THEN
    SELECT f.transaction_id, f.position INTO wrong
    FROM fresh f
    LEFT JOIN transfer p ON p.transaction_id = f.resolves_transaction_id AND p.position = f.resolves_position
    WHERE f.resolves_transaction_id IS NOT NULL
      AND (p.phase, p.book_id, p.debit_account, p.credit_account, p.fen)
        IS DISTINCT FROM ('pending', f.book_id, f.debit_account, f.credit_account, f.fen)
    LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'ledger: transfer %#% does not fit the pending it resolves', wrong.transaction_id, wrong.position
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF reversing > 0 THEN
    PERFORM ledger_lock_event(e.event_id) FROM (
      SELECT DISTINCT t.event_id FROM fresh f JOIN ledger_transaction t ON t.id = f.reverses_transaction_id
      ORDER BY t.event_id) e;
    SELECT f.transaction_id, f.position INTO wrong
    FROM fresh f
    LEFT JOIN transfer o ON o.transaction_id = f.reverses_transaction_id AND o.position = f.reverses_position
    WHERE f.reverses_transaction_id IS NOT NULL
      AND (o.transaction_id IS NULL
        OR o.phase NOT IN ('posted', 'pending') OR o.reverses_transaction_id IS NOT NULL
        OR (o.book_id, o.debit_account, o.credit_account)
          IS DISTINCT FROM (f.book_id, f.credit_account, f.debit_account)
        OR ledger_transfer_state(o)
          <> CASE f.phase WHEN 'posted' THEN 'settled' ELSE 'open' END
        OR ledger_reversed_fen(o) > o.fen)
    LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'ledger: transfer %#% does not fit what it reverses, or takes back too much',
        wrong.transaction_id, wrong.position USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER transfer_check AFTER INSERT ON transfer
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_transfers();

-- ----------------------------------------------------------------------------------------------------------- sealing

CREATE FUNCTION ledger_seal() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
  taken bigint;
BEGIN
  SELECT v.book_id, v.number INTO wrong
  FROM fresh v
  LEFT JOIN voucher before ON before.book_id = v.book_id AND before.number = v.number - 1
  WHERE v.previous_hash IS DISTINCT FROM
      CASE v.number WHEN 1 THEN decode(repeat('00', 32), 'hex') ELSE before.hash END
    OR v.hash <> sha256(convert_to(encode(v.previous_hash, 'hex') || E'\n' || v.canonical, 'UTF8'))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: voucher % of book % does not continue the chain', wrong.number, wrong.book_id
      USING ERRCODE = 'check_violation';
  END IF;

  WITH gone AS (
    DELETE FROM ledger_tail tail USING fresh v, ledger_transaction t
    WHERE t.id = v.transaction_id
      AND (tail.book_id, tail.recorded_at, tail.transaction_id) = (v.book_id, t.recorded_at, v.transaction_id)
    RETURNING 1)
  SELECT count(*) INTO taken FROM gone;
  IF taken <> (SELECT count(*) FROM fresh) THEN
    RAISE EXCEPTION 'ledger: a voucher was written for a transaction that does not wait to be sealed in its book'
      USING ERRCODE = 'check_violation';
  END IF;

  INSERT INTO balance_snapshot (book_id, account_code, through_number,
    debits_posted, credits_posted, debits_pending, credits_pending)
  SELECT moved.book_id, moved.account_code, head.number,
    coalesce(before.debits_posted, 0) + moved.debits_posted,
    coalesce(before.credits_posted, 0) + moved.credits_posted,
    coalesce(before.debits_pending, 0) + moved.debits_pending,
    coalesce(before.credits_pending, 0) + moved.credits_pending
  FROM (
    SELECT v.book_id, e.account_code, sum(e.debits_posted) AS debits_posted, sum(e.credits_posted) AS credits_posted,
      sum(e.debits_pending) AS debits_pending, sum(e.credits_pending) AS credits_pending
    FROM fresh v JOIN transfer tr ON tr.transaction_id = v.transaction_id CROSS JOIN LATERAL ledger_effect(tr) e
    GROUP BY v.book_id, e.account_code) moved
  JOIN (SELECT book_id, max(number) AS number FROM fresh GROUP BY book_id) head ON head.book_id = moved.book_id
  LEFT JOIN LATERAL (
    SELECT * FROM balance_snapshot s
    WHERE s.book_id = moved.book_id AND s.account_code = moved.account_code
    ORDER BY s.through_number DESC LIMIT 1) before ON true;
  RETURN NULL;
END $$;

CREATE TRIGGER voucher_seals AFTER INSERT ON voucher
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_seal();

-- ----------------------------------------------------------------------------------------------------------- closing

CREATE FUNCTION ledger_check_close() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  next_period text;
  head record;
BEGIN
  PERFORM ledger_hold_writers();
  SELECT period INTO next_period FROM ledger_first_open WHERE book_id = NEW.book_id;
  IF NEW.period IS DISTINCT FROM next_period THEN
    RAISE EXCEPTION 'ledger: % cannot be closed, the next month to close is %', NEW.period, next_period
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.closed_at < (to_date(NEW.period, 'YYYY-MM') + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai' THEN
    RAISE EXCEPTION 'ledger: % is not over', NEW.period USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM ledger_tail tail JOIN ledger_transaction t ON t.id = tail.transaction_id
    WHERE tail.book_id = NEW.book_id AND t.period <= NEW.period) THEN
    RAISE EXCEPTION 'ledger: % has transactions that are not sealed', NEW.period USING ERRCODE = 'check_violation';
  END IF;
  SELECT number, hash INTO head FROM voucher WHERE book_id = NEW.book_id ORDER BY number DESC LIMIT 1;
  IF NEW.through_number <> coalesce(head.number, 0)
    OR NEW.hash <> coalesce(head.hash, decode(repeat('00', 32), 'hex')) THEN
    RAISE EXCEPTION 'ledger: the close of % does not name the last voucher', NEW.period USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER period_close_check BEFORE INSERT ON period_close
  FOR EACH ROW EXECUTE FUNCTION ledger_check_close();
