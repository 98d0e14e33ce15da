-- CreateTable
CREATE TABLE "village" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "place" JSONB NOT NULL,
    "region_code" TEXT NOT NULL,
    "sentence" JSONB NOT NULL,
    "story" JSONB NOT NULL,
    "image_id" UUID,
    "position" INTEGER NOT NULL,

    CONSTRAINT "village_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collective" (
    "id" UUID NOT NULL,
    "village_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "book_id" UUID NOT NULL,

    CONSTRAINT "collective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cooperative" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "village_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "sentence" JSONB NOT NULL,
    "story" JSONB NOT NULL,
    "book_id" UUID NOT NULL,
    "ships_from" JSONB NOT NULL,
    "service_phone" TEXT NOT NULL,
    "licence_number" TEXT NOT NULL,
    "image_id" UUID,
    "position" INTEGER NOT NULL,

    CONSTRAINT "cooperative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workshop" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "village_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "sentence" JSONB NOT NULL,
    "partner_firm" JSONB,
    "fixed_posts" INTEGER NOT NULL,
    "local_jobs" INTEGER NOT NULL,
    "image_id" UUID,
    "position" INTEGER NOT NULL,

    CONSTRAINT "workshop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "first_secretary" (
    "id" UUID NOT NULL,
    "village_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "unit" JSONB NOT NULL,
    "posted_from" DATE NOT NULL,

    CONSTRAINT "first_secretary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "village_id" UUID NOT NULL,
    "category_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "sentence" JSONB NOT NULL,
    "story" JSONB NOT NULL,
    "season_months" INTEGER[],
    "freshness" TEXT NOT NULL,
    "claim_window_hours" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "freight_template_id" UUID NOT NULL,
    "share_plan_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "search_text" TEXT NOT NULL,
    "search" tsvector,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_image" (
    "product_id" UUID NOT NULL,
    "image_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "alt" JSONB NOT NULL,

    CONSTRAINT "product_image_pkey" PRIMARY KEY ("product_id","image_id")
);

-- CreateTable
CREATE TABLE "sku" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "packing" TEXT NOT NULL,
    "net_grams" BIGINT NOT NULL,
    "price_fen" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "on_sale" BOOLEAN NOT NULL,

    CONSTRAINT "sku_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sku_price" (
    "id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "price_fen" BIGINT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "set_by_user_id" UUID,

    CONSTRAINT "sku_price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_pool" (
    "sku_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,

    CONSTRAINT "stock_pool_pkey" PRIMARY KEY ("sku_id","channel")
);

-- CreateTable
CREATE TABLE "stock_hold" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "packs" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "packs" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "harvested_on" DATE NOT NULL,
    "origin" JSONB NOT NULL,
    "grade" JSONB NOT NULL,
    "grams_total" BIGINT NOT NULL,
    "grams_wholesale" BIGINT NOT NULL,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "freight_template" (
    "id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "name" JSONB NOT NULL,

    CONSTRAINT "freight_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "freight_zone" (
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "region_prefixes" TEXT[],
    "refused" BOOLEAN NOT NULL,
    "first_grams" BIGINT NOT NULL,
    "first_fen" BIGINT NOT NULL,
    "step_grams" BIGINT NOT NULL,
    "step_fen" BIGINT NOT NULL,

    CONSTRAINT "freight_zone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "display_name" TEXT NOT NULL,
    "phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "organisation_id" UUID,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "book" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "chart" TEXT NOT NULL,
    "chart_version" TEXT NOT NULL,
    "opened_on" DATE NOT NULL,

    CONSTRAINT "book_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "book_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "normal_side" TEXT NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("book_id","code")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" UUID NOT NULL,
    "book_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "event_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "reverses_id" UUID,
    "transfer_count" INTEGER NOT NULL,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "transaction_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "book_id" UUID NOT NULL,
    "debit_account" TEXT NOT NULL,
    "credit_account" TEXT NOT NULL,
    "fen" BIGINT NOT NULL,
    "phase" TEXT NOT NULL,
    "resolves_transaction_id" UUID,
    "resolves_position" INTEGER,
    "reverses_transaction_id" UUID,
    "reverses_position" INTEGER,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("transaction_id","position")
);

-- CreateTable
CREATE TABLE "ledger_tail" (
    "book_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "transaction_id" UUID NOT NULL,

    CONSTRAINT "ledger_tail_pkey" PRIMARY KEY ("book_id","recorded_at","transaction_id")
);

-- CreateTable
CREATE TABLE "voucher" (
    "book_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "transaction_id" UUID NOT NULL,
    "canonical" TEXT NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("book_id","number")
);

-- CreateTable
CREATE TABLE "balance_snapshot" (
    "book_id" UUID NOT NULL,
    "account_code" TEXT NOT NULL,
    "through_number" INTEGER NOT NULL,
    "debits_posted" BIGINT NOT NULL,
    "credits_posted" BIGINT NOT NULL,
    "debits_pending" BIGINT NOT NULL,
    "credits_pending" BIGINT NOT NULL,

    CONSTRAINT "balance_snapshot_pkey" PRIMARY KEY ("book_id","account_code","through_number")
);

-- CreateTable
CREATE TABLE "period_close" (
    "book_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "through_number" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "closed_by_user_id" UUID,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "period_close_pkey" PRIMARY KEY ("book_id","period")
);

-- CreateTable
CREATE TABLE "live_session" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "host_id" UUID NOT NULL,
    "village_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "live_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "cart_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "packs" INTEGER NOT NULL,
    "seen_price_fen" BIGINT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("cart_id","sku_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "user_id" UUID,
    "state" TEXT NOT NULL,
    "goods_fen" BIGINT NOT NULL,
    "freight_fen" BIGINT NOT NULL,
    "total_fen" BIGINT NOT NULL,
    "refunded_fen" BIGINT NOT NULL DEFAULT 0,
    "grams" BIGINT NOT NULL,
    "recipient" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "region" JSONB NOT NULL,
    "street" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "consents" JSONB NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "lapses_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "packed_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "claim_until" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "carrier" TEXT,
    "waybill" TEXT,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sku_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "village_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "sku_name" JSONB NOT NULL,
    "packs" INTEGER NOT NULL,
    "net_grams" BIGINT NOT NULL,
    "unit_price_fen" BIGINT NOT NULL,
    "goods_fen" BIGINT NOT NULL,
    "freight_fen" BIGINT NOT NULL,
    "claim_window_hours" INTEGER NOT NULL,
    "share_plan_version_id" UUID NOT NULL,
    "touch_id" UUID,
    "link_id" UUID,
    "host_id" UUID,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_leg" (
    "line_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "book_id" UUID NOT NULL,
    "fen" BIGINT NOT NULL,

    CONSTRAINT "order_leg_pkey" PRIMARY KEY ("line_id","position")
);

-- CreateTable
CREATE TABLE "order_event" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,
    "data" JSONB NOT NULL,

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "request_key" UUID NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "session_id" TEXT,
    "payment_intent_id" TEXT,
    "pay_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "stripe_refund_id" TEXT,
    "failure" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demo_clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset_ms" BIGINT NOT NULL,

    CONSTRAINT "demo_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "image" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "widths" INTEGER[],
    "blur" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_sweep" (
    "sweep" TEXT NOT NULL,
    "run" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "job_sweep_pkey" PRIMARY KEY ("sweep")
);

-- CreateTable
CREATE TABLE "share_plan" (
    "id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "name" JSONB NOT NULL,

    CONSTRAINT "share_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_plan_version" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "legs" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "share_plan_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "user_id" UUID,
    "name" JSONB NOT NULL,
    "duty" BOOLEAN NOT NULL,
    "village_id" UUID,

    CONSTRAINT "host_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_link" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "host_id" UUID NOT NULL,
    "session_id" UUID,
    "product_id" UUID,
    "cooperative_id" UUID,
    "landing" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "touch" (
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "visitor_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "touch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wholesale_offer" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "lot_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "basis" TEXT NOT NULL,
    "pickup" JSONB NOT NULL,
    "packaging" JSONB NOT NULL,
    "min_grams" BIGINT NOT NULL,
    "open" BOOLEAN NOT NULL,
    "valid_until" DATE NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "wholesale_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wholesale_tier" (
    "offer_id" UUID NOT NULL,
    "from_grams" BIGINT NOT NULL,
    "unit_price" BIGINT NOT NULL,

    CONSTRAINT "wholesale_tier_pkey" PRIMARY KEY ("offer_id","from_grams")
);

-- CreateTable
CREATE TABLE "lead" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "cooperative_id" UUID NOT NULL,
    "offer_id" UUID,
    "state" TEXT NOT NULL,
    "variety" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "grams" BIGINT NOT NULL,
    "needed_from" DATE NOT NULL,
    "needed_until" DATE NOT NULL,
    "region_code" TEXT NOT NULL,
    "region" JSONB NOT NULL,
    "company" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "heard_from" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "link_id" UUID,
    "host_id" UUID,
    "session_id" UUID,
    "next_step" TEXT,
    "next_step_on" DATE,
    "opened_at" TIMESTAMPTZ(3),
    "opened_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_event" (
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,
    "shown" BOOLEAN NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "lead_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "village_slug_key" ON "village"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "collective_village_id_key" ON "collective"("village_id");

-- CreateIndex
CREATE UNIQUE INDEX "collective_book_id_key" ON "collective"("book_id");

-- CreateIndex
CREATE UNIQUE INDEX "cooperative_slug_key" ON "cooperative"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "cooperative_book_id_key" ON "cooperative"("book_id");

-- CreateIndex
CREATE INDEX "cooperative_village_id_idx" ON "cooperative"("village_id");

-- CreateIndex
CREATE UNIQUE INDEX "workshop_slug_key" ON "workshop"("slug");

-- CreateIndex
CREATE INDEX "workshop_village_id_idx" ON "workshop"("village_id");

-- CreateIndex
CREATE INDEX "first_secretary_village_id_idx" ON "first_secretary"("village_id");

-- CreateIndex
CREATE UNIQUE INDEX "category_slug_key" ON "category"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "product_slug_key" ON "product"("slug");

-- CreateIndex
CREATE INDEX "product_state_position_id_idx" ON "product"("state", "position", "id");

-- CreateIndex
CREATE INDEX "product_cooperative_id_idx" ON "product"("cooperative_id");

-- CreateIndex
CREATE INDEX "product_village_id_idx" ON "product"("village_id");

-- CreateIndex
CREATE INDEX "product_category_id_idx" ON "product"("category_id");

-- CreateIndex
CREATE INDEX "sku_product_id_idx" ON "sku"("product_id");

-- CreateIndex
CREATE INDEX "sku_price_sku_id_set_at_idx" ON "sku_price"("sku_id", "set_at");

-- CreateIndex
CREATE INDEX "stock_hold_order_id_idx" ON "stock_hold"("order_id");

-- CreateIndex
CREATE INDEX "stock_movement_sku_id_at_idx" ON "stock_movement"("sku_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "lot_code_key" ON "lot"("code");

-- CreateIndex
CREATE INDEX "lot_product_id_harvested_on_idx" ON "lot"("product_id", "harvested_on");

-- CreateIndex
CREATE INDEX "freight_zone_template_id_idx" ON "freight_zone"("template_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_phone_key" ON "users"("phone");

-- CreateIndex
CREATE INDEX "role_grant_user_id_idx" ON "role_grant"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "book_code_key" ON "book"("code");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_reference_key" ON "ledger_transaction"("reference");

-- CreateIndex
CREATE INDEX "ledger_transaction_event_id_idx" ON "ledger_transaction"("event_id");

-- CreateIndex
CREATE INDEX "ledger_transaction_book_id_period_occurred_at_id_idx" ON "ledger_transaction"("book_id", "period", "occurred_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_transaction_id_key" ON "voucher"("transaction_id");

-- CreateIndex
CREATE INDEX "balance_snapshot_book_id_through_number_idx" ON "balance_snapshot"("book_id", "through_number");

-- CreateIndex
CREATE UNIQUE INDEX "live_session_slug_key" ON "live_session"("slug");

-- CreateIndex
CREATE INDEX "live_session_host_id_starts_at_idx" ON "live_session"("host_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "cart_token_hash_key" ON "cart"("token_hash");

-- CreateIndex
CREATE INDEX "cart_user_id_idx" ON "cart"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE INDEX "orders_cooperative_id_placed_at_id_idx" ON "orders"("cooperative_id", "placed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "orders_cooperative_id_state_placed_at_idx" ON "orders"("cooperative_id", "state", "placed_at");

-- CreateIndex
CREATE INDEX "orders_payment_id_idx" ON "orders"("payment_id");

-- CreateIndex
CREATE INDEX "orders_user_id_placed_at_idx" ON "orders"("user_id", "placed_at");

-- CreateIndex
CREATE INDEX "orders_paid_at_idx" ON "orders"("paid_at");

-- CreateIndex
CREATE INDEX "order_line_order_id_idx" ON "order_line"("order_id");

-- CreateIndex
CREATE INDEX "order_line_village_id_idx" ON "order_line"("village_id");

-- CreateIndex
CREATE INDEX "order_line_host_id_idx" ON "order_line"("host_id");

-- CreateIndex
CREATE INDEX "order_event_order_id_at_idx" ON "order_event"("order_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_request_key_key" ON "payment"("request_key");

-- CreateIndex
CREATE UNIQUE INDEX "payment_session_id_key" ON "payment"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_payment_intent_id_key" ON "payment"("payment_intent_id");

-- CreateIndex
CREATE INDEX "payment_state_expires_at_idx" ON "payment"("state", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "refund_stripe_refund_id_key" ON "refund"("stripe_refund_id");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "refund"("order_id");

-- CreateIndex
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");

-- CreateIndex
CREATE INDEX "refund_state_requested_at_idx" ON "refund"("state", "requested_at");

-- CreateIndex
CREATE UNIQUE INDEX "image_key_key" ON "image"("key");

-- CreateIndex
CREATE UNIQUE INDEX "image_content_hash_key" ON "image"("content_hash");

-- CreateIndex
CREATE INDEX "share_plan_cooperative_id_idx" ON "share_plan"("cooperative_id");

-- CreateIndex
CREATE UNIQUE INDEX "share_plan_version_plan_id_version_key" ON "share_plan_version"("plan_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "host_slug_key" ON "host"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_code_key" ON "share_link"("code");

-- CreateIndex
CREATE INDEX "share_link_host_id_idx" ON "share_link"("host_id");

-- CreateIndex
CREATE INDEX "touch_visitor_id_at_idx" ON "touch"("visitor_id", "at" DESC);

-- CreateIndex
CREATE INDEX "touch_link_id_at_idx" ON "touch"("link_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "wholesale_offer_slug_key" ON "wholesale_offer"("slug");

-- CreateIndex
CREATE INDEX "wholesale_offer_cooperative_id_idx" ON "wholesale_offer"("cooperative_id");

-- CreateIndex
CREATE INDEX "wholesale_offer_open_position_id_idx" ON "wholesale_offer"("open", "position", "id");

-- CreateIndex
CREATE UNIQUE INDEX "lead_number_key" ON "lead"("number");

-- CreateIndex
CREATE UNIQUE INDEX "lead_token_hash_key" ON "lead"("token_hash");

-- CreateIndex
CREATE INDEX "lead_cooperative_id_created_at_id_idx" ON "lead"("cooperative_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "lead_event_lead_id_at_idx" ON "lead_event"("lead_id", "at");

-- AddForeignKey
ALTER TABLE "collective" ADD CONSTRAINT "collective_village_id_fkey" FOREIGN KEY ("village_id") REFERENCES "village"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cooperative" ADD CONSTRAINT "cooperative_village_id_fkey" FOREIGN KEY ("village_id") REFERENCES "village"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workshop" ADD CONSTRAINT "workshop_village_id_fkey" FOREIGN KEY ("village_id") REFERENCES "village"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "first_secretary" ADD CONSTRAINT "first_secretary_village_id_fkey" FOREIGN KEY ("village_id") REFERENCES "village"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_freight_template_id_fkey" FOREIGN KEY ("freight_template_id") REFERENCES "freight_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sku" ADD CONSTRAINT "sku_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sku_price" ADD CONSTRAINT "sku_price_sku_id_fkey" FOREIGN KEY ("sku_id") REFERENCES "sku"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_pool" ADD CONSTRAINT "stock_pool_sku_id_fkey" FOREIGN KEY ("sku_id") REFERENCES "sku"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "freight_zone" ADD CONSTRAINT "freight_zone_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "freight_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "book"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_leg" ADD CONSTRAINT "order_leg_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_plan_version" ADD CONSTRAINT "share_plan_version_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "share_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "host"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "touch" ADD CONSTRAINT "touch_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "share_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wholesale_tier" ADD CONSTRAINT "wholesale_tier_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "wholesale_offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_event" ADD CONSTRAINT "lead_event_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "lead"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ===== identity: what Prisma cannot say =====

-- Roles are the union `Role` of app/modules/identity/access.ts; a test compares the two lists.
ALTER TABLE role_grant
  ADD CONSTRAINT role_grant_role CHECK (role IN
    ('coopStaff', 'accountant', 'supervisor', 'host', 'firstSecretary', 'allianceStaff', 'operator')),
  ADD CONSTRAINT role_grant_term CHECK (valid_until IS NULL OR valid_until > valid_from);

ALTER TABLE session
  ADD CONSTRAINT session_token_is_a_hash CHECK (octet_length(token_hash) = 32),
  ADD CONSTRAINT session_times CHECK (last_seen_at >= created_at AND expires_at > created_at);

-- ===== alliance: what Prisma cannot say =====

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

-- ===== catalog: what Prisma cannot say =====

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

-- ===== stock: what Prisma cannot say =====

-- A pool can never promise more packs than lie there.
ALTER TABLE stock_pool ADD CONSTRAINT stock_pool_counts CHECK (held >= 0 AND on_hand >= held);
ALTER TABLE stock_pool ADD CONSTRAINT stock_pool_channel CHECK (channel IN ('shop', 'live'));
-- Every sale updates its pool's counts and nothing that is indexed: room on the page keeps these updates heap-only.
ALTER TABLE stock_pool SET (fillfactor = 50);

ALTER TABLE stock_hold ADD CONSTRAINT stock_hold_packs CHECK (packs > 0);
ALTER TABLE stock_hold ADD CONSTRAINT stock_hold_state CHECK (state IN ('held', 'sold', 'released', 'returned'));
CREATE INDEX stock_hold_lapsing ON stock_hold (expires_at) WHERE state = 'held';

ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_packs CHECK (packs <> 0);

-- ===== ordering: what Prisma cannot say =====

ALTER TABLE orders ADD CONSTRAINT orders_state CHECK (state IN
  ('placed', 'paid', 'packed', 'shipped', 'delivered', 'settled', 'refunded', 'lapsed', 'cancelled'));
ALTER TABLE orders ADD CONSTRAINT orders_money CHECK (goods_fen >= 0 AND freight_fen >= 0 AND total_fen > 0
  AND total_fen = goods_fen + freight_fen AND refunded_fen BETWEEN 0 AND total_fen);
ALTER TABLE order_line ADD CONSTRAINT order_line_amounts CHECK (packs BETWEEN 1 AND 999 AND net_grams > 0
  AND freight_fen >= 0 AND unit_price_fen >= 0 AND goods_fen = unit_price_fen * packs);
ALTER TABLE order_leg ADD CONSTRAINT order_leg_fen CHECK (fen >= 0);
ALTER TABLE order_leg ADD CONSTRAINT order_leg_kind CHECK (kind IN
  ('growers', 'packing', 'freight', 'collective', 'host', 'alliance', 'portal', 'cooperative'));
ALTER TABLE cart_line ADD CONSTRAINT cart_line_packs CHECK (packs BETWEEN 1 AND 999);

-- The settlement sweep looks only at what is delivered.
CREATE INDEX orders_settling ON orders (claim_until, id) WHERE state = 'delivered';

-- The legs of a line sum to what was paid for it, whoever wrote them.
CREATE FUNCTION order_legs_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT l.id INTO wrong FROM written w JOIN order_line l ON l.id = w.line_id
    LEFT JOIN LATERAL (SELECT sum(fen) AS fen FROM order_leg g WHERE g.line_id = l.id) legs ON true
    WHERE legs.fen IS DISTINCT FROM l.goods_fen + l.freight_fen LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the legs of order line % do not sum to goods and freight', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER order_leg_sum AFTER INSERT ON order_leg
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION order_legs_sum();

-- What was agreed stays agreed: lines, legs and the timeline are written once.
CREATE FUNCTION ordering_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER order_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_line
  FOR EACH STATEMENT EXECUTE FUNCTION ordering_append_only();
CREATE TRIGGER order_leg_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_leg
  FOR EACH STATEMENT EXECUTE FUNCTION ordering_append_only();
CREATE TRIGGER order_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION ordering_append_only();

-- ===== payments: what Prisma cannot say =====

ALTER TABLE payment ADD CONSTRAINT payment_state CHECK (state IN ('opening', 'open', 'paid', 'expired', 'failed'));
ALTER TABLE payment ADD CONSTRAINT payment_amount CHECK (amount_fen > 0 AND attempt >= 1);
ALTER TABLE payment ADD CONSTRAINT payment_paid_at CHECK ((state = 'paid') = (paid_at IS NOT NULL));
ALTER TABLE refund ADD CONSTRAINT refund_state CHECK (state IN ('requested', 'submitted', 'succeeded', 'failed', 'bounced'));
ALTER TABLE refund ADD CONSTRAINT refund_amount CHECK (amount_fen > 0);
ALTER TABLE refund ADD CONSTRAINT refund_finished CHECK ((state IN ('succeeded', 'failed', 'bounced')) = (finished_at IS NOT NULL));

-- Refunds of one payment never exceed it, whatever the program believes; failed ones gave nothing back.
CREATE FUNCTION refunds_within_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  paid bigint;
BEGIN
  -- The lock makes two refunds of the same payment wait for each other, so that each sees the other.
  SELECT amount_fen INTO paid FROM payment WHERE id = NEW.payment_id FOR UPDATE;
  IF (SELECT sum(amount_fen) FROM refund WHERE payment_id = NEW.payment_id AND state <> 'failed') > paid THEN
    RAISE EXCEPTION 'refunds of payment % exceed what was paid', NEW.payment_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refund_within_payment AFTER INSERT OR UPDATE OF amount_fen, payment_id ON refund
  FOR EACH ROW EXECUTE FUNCTION refunds_within_payment();

-- A paid payment is a fact about the buyer's money.
CREATE FUNCTION payment_stays_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % is paid and stays so', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER payment_stays_paid BEFORE UPDATE OR DELETE ON payment
  FOR EACH ROW WHEN (OLD.state = 'paid') EXECUTE FUNCTION payment_stays_paid();

-- ===== sharing: what Prisma cannot say =====

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

-- ===== wholesale: what Prisma cannot say =====

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

-- ===== ledger: what Prisma cannot say =====

-- The ledger's own guards. The database is the last witness: what is refused here is refused to everybody, whatever
-- program asks. Checks run once per statement over all its rows, as one sale inserts about ten transfers.
--
-- Book, account and transaction rows never change, so a check may read them without locking them. A foreign key would
-- lock the row it points to, and every sale would then write to the same few rows.

-- ---------------------------------------------------------------------------------------------------- shapes of rows

ALTER TABLE account
  ADD CONSTRAINT account_normal_side CHECK (normal_side IN ('debit', 'credit', 'both'));

ALTER TABLE ledger_transaction
  ADD CONSTRAINT ledger_transaction_reference CHECK (length(reference) BETWEEN 1 AND 200),
  ADD CONSTRAINT ledger_transaction_reason CHECK (reason <> ''),
  ADD CONSTRAINT ledger_transaction_period CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  ADD CONSTRAINT ledger_transaction_content_hash CHECK (octet_length(content_hash) = 32),
  ADD CONSTRAINT ledger_transaction_transfer_count CHECK (transfer_count > 0);

ALTER TABLE transfer
  ADD CONSTRAINT transfer_position CHECK (position > 0),
  ADD CONSTRAINT transfer_fen CHECK (fen > 0),
  ADD CONSTRAINT transfer_two_accounts CHECK (debit_account <> credit_account),
  ADD CONSTRAINT transfer_phase CHECK (phase IN ('posted', 'pending', 'post', 'void')),
  ADD CONSTRAINT transfer_resolves CHECK (
    (phase IN ('post', 'void')) = (resolves_transaction_id IS NOT NULL)
    AND (resolves_transaction_id IS NULL) = (resolves_position IS NULL)),
  ADD CONSTRAINT transfer_reverses CHECK (
    (reverses_transaction_id IS NULL) = (reverses_position IS NULL)
    AND (reverses_transaction_id IS NULL OR phase IN ('posted', 'pending')));

ALTER TABLE voucher
  ADD CONSTRAINT voucher_number CHECK (number > 0),
  ADD CONSTRAINT voucher_hashes CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32);

ALTER TABLE period_close
  ADD CONSTRAINT period_close_period CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');

-- A pending ends once. Both indexes hold only the few transfers that resolve or reverse something.
CREATE UNIQUE INDEX transfer_resolves_once ON transfer (resolves_transaction_id, resolves_position)
  WHERE resolves_transaction_id IS NOT NULL;
CREATE INDEX transfer_reverses_what ON transfer (reverses_transaction_id, reverses_position)
  WHERE reverses_transaction_id IS NOT NULL;

-- The tail is a queue: small, and quickly full of dead rows.
ALTER TABLE ledger_tail SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- ------------------------------------------------------------------------------------------------------------- words

CREATE FUNCTION ledger_month(at timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') COLLATE "C"
$$;

-- The first month that takes writes. Months are closed in order, so all later ones are open too. A fact is booked in its
-- own month or in this one, whichever is later.
CREATE VIEW ledger_first_open AS
  SELECT b.id AS book_id, coalesce(
    (SELECT to_char(to_date(max(c.period), 'YYYY-MM') + interval '1 month', 'YYYY-MM')
     FROM period_close c WHERE c.book_id = b.id),
    to_char(b.opened_on, 'YYYY-MM')) COLLATE "C" AS period
  FROM book b;

-- What a transfer adds to the totals of its two accounts.
CREATE FUNCTION ledger_effect(tr transfer)
RETURNS TABLE (
  account_code text, debits_posted bigint, credits_posted bigint, debits_pending bigint, credits_pending bigint)
LANGUAGE sql IMMUTABLE AS $$
  SELECT side.account,
    CASE WHEN tr.phase IN ('posted', 'post') THEN side.debit ELSE 0 END,
    CASE WHEN tr.phase IN ('posted', 'post') THEN side.credit ELSE 0 END,
    CASE tr.phase WHEN 'pending' THEN side.debit WHEN 'posted' THEN 0 ELSE -side.debit END,
    CASE tr.phase WHEN 'pending' THEN side.credit WHEN 'posted' THEN 0 ELSE -side.credit END
  FROM (VALUES (tr.debit_account, tr.fen, 0::bigint), (tr.credit_account, 0::bigint, tr.fen))
    AS side (account, debit, credit)
$$;

-- open (a pending not resolved yet), settled (posted at once or since) or voided.
CREATE FUNCTION ledger_transfer_state(o transfer) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN o.phase = 'posted' THEN 'settled' ELSE coalesce((
    SELECT CASE r.phase WHEN 'post' THEN 'settled' ELSE 'voided' END
    FROM transfer r
    WHERE r.resolves_transaction_id = o.transaction_id AND r.resolves_position = o.position), 'open') END
$$;

-- How much of a transfer is taken back: the reversals that name it, without those that were voided.
CREATE FUNCTION ledger_reversed_fen(o transfer) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(r.fen), 0)::bigint
  FROM transfer r
  WHERE r.reverses_transaction_id = o.transaction_id AND r.reverses_position = o.position
    AND ledger_transfer_state(r) <> 'voided'
$$;

-- Resolving and reversing look at what an event did so far, so two of them about one event have to queue.
CREATE FUNCTION ledger_lock_event(event uuid) RETURNS void
LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('ledger event ' || event::text, 0))
$$;

CREATE FUNCTION ledger_sealing_key(the_book uuid) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('ledger sealing ' || the_book::text, 0)
$$;

-- Waits for all writers and holds new ones until the end of the transaction. A month close uses it instead of a lock
-- that every sale would have to take. Past the timeout it fails, rather than make the shop wait behind one slow writer;
-- a vacuum that stands in the way gives up after one second.
CREATE FUNCTION ledger_hold_writers() RETURNS void
LANGUAGE plpgsql VOLATILE SET lock_timeout = '5s' AS $$
BEGIN
  LOCK TABLE ledger_transaction IN SHARE MODE;
END $$;

-- ----------------------------------------------------------------------------------------------------- nothing changes

CREATE FUNCTION ledger_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger: % refuses %', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Corrections are new transactions that name what they reverse.';
END $$;

CREATE TRIGGER book_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON book
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER account_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_transaction_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER transfer_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER voucher_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON voucher
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER balance_snapshot_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON balance_snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER period_close_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON period_close
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_tail_is_kept BEFORE UPDATE OR TRUNCATE ON ledger_tail
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- The tail is filled when a transaction is recorded and emptied when it is sealed; snapshots follow from vouchers.
-- Both happen inside the triggers below and nowhere else.
CREATE TRIGGER ledger_tail_follows BEFORE INSERT OR DELETE ON ledger_tail
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER balance_snapshot_follows BEFORE INSERT ON balance_snapshot
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger_refuse_change();

-- --------------------------------------------------------------------------------------------------------- recording

CREATE FUNCTION ledger_check_transactions() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  SELECT f.reference, f.period INTO wrong
  FROM fresh f LEFT JOIN ledger_first_open o ON o.book_id = f.book_id
  WHERE o.book_id IS NULL OR f.period <> greatest(ledger_month(f.occurred_at), o.period) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: % does not belong into %: the month is closed or not that of the fact, or the book is unknown',
      wrong.reference, wrong.period USING ERRCODE = 'check_violation';
  END IF;
  SELECT f.reference INTO wrong FROM fresh f
  WHERE f.reverses_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM ledger_transaction o WHERE o.id = f.reverses_id AND o.book_id = f.book_id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: % reverses a transaction that its book does not hold', wrong.reference
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  INSERT INTO ledger_tail (book_id, recorded_at, transaction_id) SELECT book_id, recorded_at, id FROM fresh;
  RETURN NULL;
END $$;

CREATE TRIGGER ledger_transaction_check AFTER INSERT ON ledger_transaction
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_transactions();

-- With all positions from 1 to the count taken, the key of transfer lets nothing be added later.
CREATE FUNCTION ledger_check_complete() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  present int := (SELECT count(*) FROM transfer WHERE transaction_id = NEW.id);
BEGIN
  IF present <> NEW.transfer_count THEN
    RAISE EXCEPTION 'ledger: % has % transfers instead of %', NEW.reference, present, NEW.transfer_count
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_transaction_complete AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_complete();

CREATE FUNCTION ledger_check_transfers() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
  resolving bigint;
  reversing bigint;
BEGIN
  SELECT f.transaction_id, f.position INTO wrong
  FROM fresh f
  LEFT JOIN ledger_transaction t ON t.id = f.transaction_id
  LEFT JOIN account d ON d.book_id = f.book_id AND d.code = f.debit_account
  LEFT JOIN account c ON c.book_id = f.book_id AND c.code = f.credit_account
  WHERE t.book_id IS DISTINCT FROM f.book_id OR f.position > t.transfer_count OR d.code IS NULL OR c.code IS NULL
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: transfer %#% has an account or a transaction that its book does not hold, or comes too late',
      wrong.transaction_id, wrong.position USING ERRCODE = 'foreign_key_violation';
  END IF;
  SELECT count(resolves_transaction_id), count(reverses_transaction_id) INTO resolving, reversing FROM fresh;
  IF resolving > 0 THEN
    SELECT f.transaction_id, f.position INTO wrong
    FROM fresh f
    LEFT JOIN transfer p ON p.transaction_id = f.resolves_transaction_id AND p.position = f.resolves_position
    WHERE f.resolves_transaction_id IS NOT NULL
      AND (p.phase, p.book_id, p.debit_account, p.credit_account, p.fen)
        IS DISTINCT FROM ('pending', f.book_id, f.debit_account, f.credit_account, f.fen)
    LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'ledger: transfer %#% does not fit the pending it resolves', wrong.transaction_id, wrong.position
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF reversing > 0 THEN
    PERFORM ledger_lock_event(e.event_id) FROM (
      SELECT DISTINCT t.event_id FROM fresh f JOIN ledger_transaction t ON t.id = f.reverses_transaction_id
      ORDER BY t.event_id) e;
    SELECT f.transaction_id, f.position INTO wrong
    FROM fresh f
    LEFT JOIN transfer o ON o.transaction_id = f.reverses_transaction_id AND o.position = f.reverses_position
    WHERE f.reverses_transaction_id IS NOT NULL
      AND (o.transaction_id IS NULL
        OR o.phase NOT IN ('posted', 'pending') OR o.reverses_transaction_id IS NOT NULL
        OR (o.book_id, o.debit_account, o.credit_account)
          IS DISTINCT FROM (f.book_id, f.credit_account, f.debit_account)
        OR ledger_transfer_state(o)
          <> CASE f.phase WHEN 'posted' THEN 'settled' ELSE 'open' END
        OR ledger_reversed_fen(o) > o.fen)
    LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'ledger: transfer %#% does not fit what it reverses, or takes back too much',
        wrong.transaction_id, wrong.position USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER transfer_check AFTER INSERT ON transfer
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_transfers();

-- ----------------------------------------------------------------------------------------------------------- sealing

CREATE FUNCTION ledger_seal() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
  taken bigint;
BEGIN
  SELECT v.book_id, v.number INTO wrong
  FROM fresh v
  LEFT JOIN voucher before ON before.book_id = v.book_id AND before.number = v.number - 1
  WHERE v.previous_hash IS DISTINCT FROM
      CASE v.number WHEN 1 THEN decode(repeat('00', 32), 'hex') ELSE before.hash END
    OR v.hash <> sha256(convert_to(encode(v.previous_hash, 'hex') || E'\n' || v.canonical, 'UTF8'))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: voucher % of book % does not continue the chain', wrong.number, wrong.book_id
      USING ERRCODE = 'check_violation';
  END IF;

  WITH gone AS (
    DELETE FROM ledger_tail tail USING fresh v, ledger_transaction t
    WHERE t.id = v.transaction_id
      AND (tail.book_id, tail.recorded_at, tail.transaction_id) = (v.book_id, t.recorded_at, v.transaction_id)
    RETURNING 1)
  SELECT count(*) INTO taken FROM gone;
  IF taken <> (SELECT count(*) FROM fresh) THEN
    RAISE EXCEPTION 'ledger: a voucher was written for a transaction that does not wait to be sealed in its book'
      USING ERRCODE = 'check_violation';
  END IF;

  INSERT INTO balance_snapshot (book_id, account_code, through_number,
    debits_posted, credits_posted, debits_pending, credits_pending)
  SELECT moved.book_id, moved.account_code, head.number,
    coalesce(before.debits_posted, 0) + moved.debits_posted,
    coalesce(before.credits_posted, 0) + moved.credits_posted,
    coalesce(before.debits_pending, 0) + moved.debits_pending,
    coalesce(before.credits_pending, 0) + moved.credits_pending
  FROM (
    SELECT v.book_id, e.account_code, sum(e.debits_posted) AS debits_posted, sum(e.credits_posted) AS credits_posted,
      sum(e.debits_pending) AS debits_pending, sum(e.credits_pending) AS credits_pending
    FROM fresh v JOIN transfer tr ON tr.transaction_id = v.transaction_id CROSS JOIN LATERAL ledger_effect(tr) e
    GROUP BY v.book_id, e.account_code) moved
  JOIN (SELECT book_id, max(number) AS number FROM fresh GROUP BY book_id) head ON head.book_id = moved.book_id
  LEFT JOIN LATERAL (
    SELECT * FROM balance_snapshot s
    WHERE s.book_id = moved.book_id AND s.account_code = moved.account_code
    ORDER BY s.through_number DESC LIMIT 1) before ON true;
  RETURN NULL;
END $$;

CREATE TRIGGER voucher_seals AFTER INSERT ON voucher
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_seal();

-- ----------------------------------------------------------------------------------------------------------- closing

CREATE FUNCTION ledger_check_close() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  next_period text;
  head record;
BEGIN
  PERFORM ledger_hold_writers();
  SELECT period INTO next_period FROM ledger_first_open WHERE book_id = NEW.book_id;
  IF NEW.period IS DISTINCT FROM next_period THEN
    RAISE EXCEPTION 'ledger: % cannot be closed, the next month to close is %', NEW.period, next_period
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.closed_at < (to_date(NEW.period, 'YYYY-MM') + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai' THEN
    RAISE EXCEPTION 'ledger: % is not over', NEW.period USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM ledger_tail tail JOIN ledger_transaction t ON t.id = tail.transaction_id
    WHERE tail.book_id = NEW.book_id AND t.period <= NEW.period) THEN
    RAISE EXCEPTION 'ledger: % has transactions that are not sealed', NEW.period USING ERRCODE = 'check_violation';
  END IF;
  SELECT number, hash INTO head FROM voucher WHERE book_id = NEW.book_id ORDER BY number DESC LIMIT 1;
  IF NEW.through_number <> coalesce(head.number, 0)
    OR NEW.hash <> coalesce(head.hash, decode(repeat('00', 32), 'hex')) THEN
    RAISE EXCEPTION 'ledger: the close of % does not name the last voucher', NEW.period USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER period_close_check BEFORE INSERT ON period_close
  FOR EACH ROW EXECUTE FUNCTION ledger_check_close();
