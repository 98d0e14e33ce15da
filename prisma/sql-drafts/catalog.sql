-- Chinese search without an extension (TOOLCHAIN: pg_trgm finds nothing under LC_CTYPE=C and ignores two-character words).
-- A run of Chinese characters becomes its two-character windows and its last character; a run of letters or digits stays
-- whole. So 蒜苗 is one index lookup, 蒜 is a prefix lookup, and putao is a prefix of putao. The ranges are written as code
-- points so that the result is the same in every locale. The input is folded already (modules/catalog/search.server.ts).
CREATE FUNCTION search_tokens(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT array_to_tsvector(coalesce(array_agg(token), '{}'))
    FROM (
      SELECT substr(chinese[1], at, 2) AS token
        FROM regexp_matches(folded, '[\u3400-\u4dbf\u4e00-\u9fff]+', 'g') AS chinese,
             generate_series(1, length(chinese[1])) AS at
      UNION ALL
      SELECT word[1] FROM regexp_matches(folded, '[a-z0-9]+', 'g') AS word
    ) AS tokens
);

ALTER TABLE product DROP COLUMN search;
ALTER TABLE product ADD COLUMN search tsvector GENERATED ALWAYS AS (search_tokens(search_text)) STORED;
CREATE INDEX product_search ON product USING gin (search);

ALTER TABLE category ADD CONSTRAINT category_texts CHECK (is_localized(name));

ALTER TABLE product
  ADD CONSTRAINT product_texts CHECK (is_localized(name) AND is_localized(sentence) AND is_localized(story)),
  ADD CONSTRAINT product_state CHECK (state IN ('draft', 'published', 'paused', 'archived')),
  ADD CONSTRAINT product_freshness CHECK (freshness IN ('fresh', 'keeps')),
  ADD CONSTRAINT product_claim_window CHECK (claim_window_hours > 0),
  ADD CONSTRAINT product_season CHECK (season_months <@ ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

ALTER TABLE product_image ADD CONSTRAINT product_image_alt CHECK (is_localized(alt));

ALTER TABLE sku
  ADD CONSTRAINT sku_texts CHECK (is_localized(name)),
  ADD CONSTRAINT sku_packing CHECK (packing IN ('box', 'jar', 'bag', 'bottle', 'case')),
  ADD CONSTRAINT sku_net_grams CHECK (net_grams > 0),
  ADD CONSTRAINT sku_price CHECK (price_fen > 0);

ALTER TABLE sku_price ADD CONSTRAINT sku_price_positive CHECK (price_fen > 0);

ALTER TABLE lot
  ADD CONSTRAINT lot_texts CHECK (is_localized(origin) AND is_localized(grade)),
  ADD CONSTRAINT lot_grams CHECK (grams_total > 0 AND grams_wholesale BETWEEN 0 AND grams_total);

-- What was asked for a pack, and what happened to a lead, is history: it is added to and never changed.
CREATE FUNCTION refuse_rewriting_history() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are history and are never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER sku_price_is_history BEFORE UPDATE OR DELETE ON sku_price
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER sku_price_is_never_emptied BEFORE TRUNCATE ON sku_price
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
