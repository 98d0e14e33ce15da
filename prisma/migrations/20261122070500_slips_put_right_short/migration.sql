-- A slip is put right also where its goods have gone out: what no slip covers stands in the lot as a shortage, and what the
-- rest of the lot cannot bear of the change in cost is an expense, or taken back from one, without grams.
ALTER TABLE lot_movement DROP CONSTRAINT lot_movement_reason;
ALTER TABLE lot_movement ADD CONSTRAINT lot_movement_reason CHECK (reason IN ('packed', 'packingLoss', 'unpacked',
  'packingLossUndone', 'wholesaleAsked', 'wholesaleFellThrough', 'rebalanced', 'spoiled', 'sample', 'gift',
  'usedElsewhere', 'found', 'recounted', 'counted', 'soldByWeight', 'slipCorrected'));

ALTER TABLE lot_issue DROP CONSTRAINT lot_issue_amounts;
ALTER TABLE lot_issue ADD CONSTRAINT lot_issue_amounts CHECK (position >= 0 AND line_position >= 0
  AND (grams > 0 AND fen >= 0 OR grams = 0 AND fen <> 0 AND reason = 'slipCorrected'));
