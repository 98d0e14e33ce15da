-- A household's signature drawn at the desk names who witnessed it. Slips signed before this was asked stay as they are.
ALTER TABLE intake_slip ADD CONSTRAINT intake_slip_witnessed
  CHECK (confirmed_by IS DISTINCT FROM 'signature' OR confirmed_by_user_id IS NOT NULL) NOT VALID;
