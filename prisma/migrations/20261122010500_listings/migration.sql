-- AlterTable
ALTER TABLE "product" ADD COLUMN     "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "attributes" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "template" TEXT;

-- AlterTable
ALTER TABLE "product_image" ADD COLUMN     "shows_weight" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "listing_revision" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_by" UUID NOT NULL,

    CONSTRAINT "listing_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing_event" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "revision_id" UUID,
    "move" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,
    "reasons" TEXT[],
    "note" TEXT NOT NULL,

    CONSTRAINT "listing_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheduled_change" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "sku_id" UUID,
    "kind" TEXT NOT NULL,
    "price_fen" BIGINT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "refusal" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "scheduled_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "listing_revision_product_id_idx" ON "listing_revision"("product_id");

-- CreateIndex
CREATE INDEX "listing_event_product_id_at_idx" ON "listing_event"("product_id", "at");

-- CreateIndex
CREATE INDEX "scheduled_change_product_id_due_at_idx" ON "scheduled_change"("product_id", "due_at");

-- AddForeignKey
ALTER TABLE "listing_revision" ADD CONSTRAINT "listing_revision_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_event" ADD CONSTRAINT "listing_event_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_change" ADD CONSTRAINT "scheduled_change_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ===== listings: what Prisma cannot say =====

ALTER TABLE product DROP CONSTRAINT product_state;
ALTER TABLE product
  ADD CONSTRAINT product_state CHECK (state IN ('draft', 'inReview', 'published', 'paused', 'archived')),
  ADD CONSTRAINT product_attributes CHECK (jsonb_typeof(attributes) = 'object');

-- Goods wait for a reviewer by their state; few of many thousands do.
CREATE INDEX product_in_review ON product (id) WHERE state = 'inReview';

ALTER TABLE listing_revision
  ADD CONSTRAINT listing_revision_state CHECK (state IN ('editing', 'inReview', 'applied', 'discarded'));
-- What is on sale has one version to come at most.
CREATE UNIQUE INDEX listing_revision_one_open ON listing_revision (product_id) WHERE state IN ('editing', 'inReview');
CREATE INDEX listing_revision_in_review ON listing_revision (product_id) WHERE state = 'inReview';

ALTER TABLE listing_event
  ADD CONSTRAINT listing_event_move CHECK (move IN ('submit', 'withdraw', 'approve', 'askChanges', 'publish', 'pause',
                                                    'archive', 'discard')),
  ADD CONSTRAINT listing_event_reasons CHECK (move <> 'askChanges' OR cardinality(reasons) > 0);

CREATE TRIGGER listing_event_is_history BEFORE UPDATE OR DELETE ON listing_event
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER listing_event_is_never_emptied BEFORE TRUNCATE ON listing_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

ALTER TABLE scheduled_change
  ADD CONSTRAINT scheduled_change_kind CHECK (kind IN ('price', 'publish', 'pause')),
  ADD CONSTRAINT scheduled_change_price CHECK ((kind = 'price') = (sku_id IS NOT NULL AND price_fen IS NOT NULL)),
  ADD CONSTRAINT scheduled_change_positive CHECK (price_fen > 0),
  ADD CONSTRAINT scheduled_change_state CHECK (state IN ('waiting', 'done', 'cancelled', 'refused')),
  ADD CONSTRAINT scheduled_change_ended CHECK ((state = 'waiting') = (ended_at IS NULL));
CREATE INDEX scheduled_change_waiting ON scheduled_change (due_at, id) WHERE state = 'waiting';
