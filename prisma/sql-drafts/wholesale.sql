ALTER TABLE wholesale_offer
  ADD CONSTRAINT wholesale_offer_texts CHECK (is_localized(pickup) AND is_localized(packaging)),
  ADD CONSTRAINT wholesale_offer_basis CHECK (basis IN ('field', 'loaded', 'delivered')),
  ADD CONSTRAINT wholesale_offer_least CHECK (min_grams > 0);

ALTER TABLE wholesale_tier ADD CONSTRAINT wholesale_tier_positive CHECK (from_grams > 0 AND unit_price > 0);

ALTER TABLE lead
  ADD CONSTRAINT lead_token_is_a_hash CHECK (octet_length(token_hash) = 32),
  ADD CONSTRAINT lead_state CHECK (state IN ('new', 'opened', 'answered', 'won', 'lost')),
  ADD CONSTRAINT lead_grams CHECK (grams BETWEEN 500000 AND 500000000),
  ADD CONSTRAINT lead_dates CHECK (needed_until >= needed_from),
  ADD CONSTRAINT lead_region CHECK (region_code ~ '^[1-9][0-9]{5}$' AND is_localized(region)),
  ADD CONSTRAINT lead_heard_from CHECK (heard_from IN ('live', 'video', 'link', 'search', 'acquaintance', 'fair', 'other')),
  ADD CONSTRAINT lead_opened_by_somebody CHECK ((opened_at IS NULL) = (opened_by_user_id IS NULL) AND (state = 'new') = (opened_at IS NULL)),
  ADD CONSTRAINT lead_next_step CHECK ((next_step IS NULL) = (next_step_on IS NULL));

ALTER TABLE lead_event
  ADD CONSTRAINT lead_event_kind CHECK (kind IN ('submitted', 'opened', 'answered', 'nextStep', 'won', 'lost'));

CREATE TRIGGER lead_event_is_history BEFORE UPDATE OR DELETE ON lead_event
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER lead_event_is_never_emptied BEFORE TRUNCATE ON lead_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
