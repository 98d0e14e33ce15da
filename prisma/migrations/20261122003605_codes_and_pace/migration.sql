-- AlterTable
ALTER TABLE "session" ADD COLUMN     "proven_at" TIMESTAMPTZ(3),
ADD COLUMN     "stepped_up_at" TIMESTAMPTZ(3),
ADD COLUMN     "stepped_up_by" TEXT;

-- Sessions of before began with a proof like any other.
UPDATE "session" SET "proven_at" = "created_at";
ALTER TABLE "session" ALTER COLUMN "proven_at" SET NOT NULL;

-- CreateTable
CREATE TABLE "one_time_code" (
    "id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "user_id" UUID,
    "code_hash" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pace" (
    "key" BYTEA NOT NULL,
    "spent_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pace_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "one_time_code_expires_at_idx" ON "one_time_code"("expires_at");

-- CreateIndex
CREATE INDEX "pace_spent_until_idx" ON "pace"("spent_until");

-- ===== what Prisma cannot say =====

ALTER TABLE session
  ADD CONSTRAINT session_step_up CHECK ((stepped_up_at IS NULL) = (stepped_up_by IS NULL)),
  ADD CONSTRAINT session_stepped_up_by CHECK (stepped_up_by IN ('totp', 'recoveryCode', 'passkey', 'demo'));

-- The maxima are those of app/modules/identity/one-time-code.ts; the database is the last to refuse a sixth guess.
ALTER TABLE one_time_code
  ADD CONSTRAINT one_time_code_is_a_hash CHECK (octet_length(code_hash) = 32),
  ADD CONSTRAINT one_time_code_purpose CHECK (purpose IN ('signIn', 'prove', 'leavePhone', 'takePhone')),
  ADD CONSTRAINT one_time_code_attempts CHECK (attempts BETWEEN 0 AND 5),
  ADD CONSTRAINT one_time_code_times CHECK (expires_at > created_at AND expires_at <= created_at + interval '5 minutes');

ALTER TABLE pace
  ADD CONSTRAINT pace_key_is_a_hash CHECK (octet_length(key) = 32);
