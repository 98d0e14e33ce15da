-- CreateTable
CREATE TABLE "request_key" (
    "user_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "answer" BYTEA,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_key_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateIndex
CREATE INDEX "request_key_made_at_idx" ON "request_key"("made_at");
