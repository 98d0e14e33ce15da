ALTER TABLE orders ADD CONSTRAINT orders_state CHECK (state IN
  ('placed', 'paid', 'packed', 'shipped', 'delivered', 'settled', 'refunded', 'lapsed', 'cancelled'));
ALTER TABLE orders ADD CONSTRAINT orders_money CHECK (goods_fen >= 0 AND freight_fen >= 0 AND total_fen > 0
  AND total_fen = goods_fen + freight_fen AND refunded_fen BETWEEN 0 AND total_fen);
ALTER TABLE order_line ADD CONSTRAINT order_line_amounts CHECK (packs BETWEEN 1 AND 999 AND net_grams > 0
  AND freight_fen >= 0 AND unit_price_fen >= 0 AND goods_fen = unit_price_fen * packs);
ALTER TABLE order_leg ADD CONSTRAINT order_leg_fen CHECK (fen >= 0);
ALTER TABLE order_leg ADD CONSTRAINT order_leg_kind CHECK (kind IN
  ('growers', 'packing', 'freight', 'collective', 'host', 'alliance', 'portal', 'cooperative'));
ALTER TABLE cart_line ADD CONSTRAINT cart_line_packs CHECK (packs BETWEEN 1 AND 999);

-- The settlement sweep looks only at what is delivered.
CREATE INDEX orders_settling ON orders (claim_until, id) WHERE state = 'delivered';

-- The legs of a line sum to what was paid for it, whoever wrote them.
CREATE FUNCTION order_legs_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT l.id INTO wrong FROM written w JOIN order_line l ON l.id = w.line_id
    LEFT JOIN LATERAL (SELECT sum(fen) AS fen FROM order_leg g WHERE g.line_id = l.id) legs ON true
    WHERE legs.fen IS DISTINCT FROM l.goods_fen + l.freight_fen LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the legs of order line % do not sum to goods and freight', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER order_leg_sum AFTER INSERT ON order_leg
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION order_legs_sum();

-- What was agreed stays agreed: lines, legs and the timeline are written once.
CREATE FUNCTION ordering_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER order_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_line
  FOR EACH STATEMENT EXECUTE FUNCTION ordering_append_only();
CREATE TRIGGER order_leg_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_leg
  FOR EACH STATEMENT EXECUTE FUNCTION ordering_append_only();
CREATE TRIGGER order_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION ordering_append_only();
