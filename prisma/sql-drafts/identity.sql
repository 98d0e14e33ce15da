-- Roles are the union `Role` of app/modules/identity/access.ts; a test compares the two lists.
ALTER TABLE role_grant
  ADD CONSTRAINT role_grant_role CHECK (role IN
    ('coopStaff', 'accountant', 'supervisor', 'host', 'firstSecretary', 'allianceStaff', 'operator')),
  ADD CONSTRAINT role_grant_term CHECK (valid_until IS NULL OR valid_until > valid_from);

ALTER TABLE session
  ADD CONSTRAINT session_token_is_a_hash CHECK (octet_length(token_hash) = 32),
  ADD CONSTRAINT session_times CHECK (last_seen_at >= created_at AND expires_at > created_at);
