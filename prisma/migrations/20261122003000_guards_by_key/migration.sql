-- The guards that run with every sale look rows up by key, whatever the planner believes about the size of a table:
-- their plans are kept by each connection, and one made while the tables were small read through all orders later.
-- OFFSET 0 keeps the planner from turning such a look-up into a join that reads the whole table.

CREATE OR REPLACE FUNCTION order_legs_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT w.line_id INTO wrong FROM (SELECT DISTINCT line_id FROM written) w
    CROSS JOIN LATERAL (SELECT l.goods_fen + l.freight_fen AS fen FROM order_line l WHERE l.id = w.line_id OFFSET 0) due
    CROSS JOIN LATERAL (SELECT sum(g.fen) AS fen FROM order_leg g WHERE g.line_id = w.line_id OFFSET 0) legs
    WHERE legs.fen IS DISTINCT FROM due.fen LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the legs of order line % do not sum to goods and freight', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger_check_transfers() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
  resolving bigint;
  reversing bigint;
BEGIN
  SELECT f.transaction_id, f.position INTO wrong
  FROM fresh f
  LEFT JOIN LATERAL (
    SELECT o.book_id, o.transfer_count FROM ledger_transaction o WHERE o.id = f.transaction_id OFFSET 0) t ON true
  LEFT JOIN LATERAL (
    SELECT a.code FROM account a WHERE a.book_id = f.book_id AND a.code = f.debit_account OFFSET 0) d ON true
  LEFT JOIN LATERAL (
    SELECT a.code FROM account a WHERE a.book_id = f.book_id AND a.code = f.credit_account OFFSET 0) c ON true
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
    LEFT JOIN LATERAL (
      SELECT * FROM transfer o
      WHERE o.transaction_id = f.resolves_transaction_id AND o.position = f.resolves_position OFFSET 0) p ON true
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
