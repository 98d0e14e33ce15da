-- A pool can never promise more packs than lie there.
ALTER TABLE stock_pool ADD CONSTRAINT stock_pool_counts CHECK (held >= 0 AND on_hand >= held);
ALTER TABLE stock_pool ADD CONSTRAINT stock_pool_channel CHECK (channel IN ('shop', 'live'));
-- Every sale updates its pool's counts and nothing that is indexed: room on the page keeps these updates heap-only.
ALTER TABLE stock_pool SET (fillfactor = 50);

ALTER TABLE stock_hold ADD CONSTRAINT stock_hold_packs CHECK (packs > 0);
ALTER TABLE stock_hold ADD CONSTRAINT stock_hold_state CHECK (state IN ('held', 'sold', 'released', 'returned'));
CREATE INDEX stock_hold_lapsing ON stock_hold (expires_at) WHERE state = 'held';

ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_packs CHECK (packs <> 0);
