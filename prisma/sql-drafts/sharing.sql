-- A link covers one product or one cooperative or everything, never two things at once.
ALTER TABLE share_link ADD CONSTRAINT share_link_scope CHECK (product_id IS NULL OR cooperative_id IS NULL);
ALTER TABLE share_link ADD CONSTRAINT share_link_landing CHECK (landing LIKE '/%' AND landing NOT LIKE '//%');

-- Orders point to the version they were sold under, so a version is written once.
CREATE FUNCTION sharing_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER share_plan_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON share_plan_version
  FOR EACH STATEMENT EXECUTE FUNCTION sharing_append_only();
