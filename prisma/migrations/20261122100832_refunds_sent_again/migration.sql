-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "again_of" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "refund_again_of_key" ON "refund"("again_of");

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_again_of_fkey" FOREIGN KEY ("again_of") REFERENCES "refund"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A refund that is sent again never names itself, so that the chain has a beginning.
ALTER TABLE refund ADD CONSTRAINT refund_again_of_another CHECK (again_of <> id);

-- Those of claims that were sent again before this was written down: each names the last failure before it of the same
-- order and amount, so that no desk is offered to send it a third time.
UPDATE refund n SET again_of = r.id
FROM (SELECT DISTINCT ON (f.id) f.id, a.id AS again
        FROM refund f JOIN refund a ON a.order_id = f.order_id AND a.amount_fen = f.amount_fen
         AND a.reason = 'triedAgain' AND (a.requested_at, a.id) > (f.requested_at, f.id)
       WHERE f.state = 'failed' ORDER BY f.id, a.requested_at, a.id) r
WHERE n.id = r.again AND NOT EXISTS (
  SELECT FROM refund x WHERE x.order_id = n.order_id AND x.amount_fen = n.amount_fen AND x.state = 'failed'
     AND x.id <> r.id AND (x.requested_at, x.id) > (SELECT requested_at, id FROM refund WHERE id = r.id)
     AND (x.requested_at, x.id) < (n.requested_at, n.id));
