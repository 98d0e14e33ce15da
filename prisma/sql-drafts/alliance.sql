-- A text that is data is written in all three languages at once (app/kernel/text.ts).
CREATE FUNCTION is_localized(texts jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN jsonb_typeof(texts) = 'object'
   AND coalesce(jsonb_typeof(texts -> 'zh-CN') = 'string', false)
   AND coalesce(jsonb_typeof(texts -> 'zh-TW') = 'string', false)
   AND coalesce(jsonb_typeof(texts -> 'en') = 'string', false);

ALTER TABLE village
  ADD CONSTRAINT village_texts CHECK (is_localized(name) AND is_localized(place) AND is_localized(sentence) AND is_localized(story)),
  ADD CONSTRAINT village_region CHECK (region_code ~ '^[1-9][0-9]{5}$');

ALTER TABLE collective ADD CONSTRAINT collective_texts CHECK (is_localized(name));

ALTER TABLE cooperative
  ADD CONSTRAINT cooperative_texts CHECK (is_localized(name) AND is_localized(sentence) AND is_localized(story) AND is_localized(ships_from));

ALTER TABLE workshop
  ADD CONSTRAINT workshop_texts CHECK (is_localized(name) AND is_localized(sentence) AND (partner_firm IS NULL OR is_localized(partner_firm))),
  ADD CONSTRAINT workshop_kind CHECK (kind IN ('processing', 'recruitment', 'liveCommerce', 'farmTourism', 'brand', 'industry')),
  ADD CONSTRAINT workshop_posts CHECK (fixed_posts >= 0 AND local_jobs >= 0);

ALTER TABLE first_secretary ADD CONSTRAINT first_secretary_texts CHECK (is_localized(name) AND is_localized(unit));
