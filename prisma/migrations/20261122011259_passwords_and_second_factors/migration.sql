-- CreateTable
CREATE TABLE "password" (
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "totp" (
    "user_id" UUID NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT,

    CONSTRAINT "totp_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "recovery_code_user_id_idx" ON "recovery_code"("user_id");

-- ===== what Prisma cannot say =====

-- The users' tables stay without a relation in the schema so that the two files need not know each other.
ALTER TABLE password ADD CONSTRAINT password_user FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE totp ADD CONSTRAINT totp_user FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE recovery_code ADD CONSTRAINT recovery_code_user FOREIGN KEY (user_id) REFERENCES users (id);

ALTER TABLE password
  ADD CONSTRAINT password_is_a_hash CHECK (hash ~ '^scrypt\$\d{1,2}\$\d{1,2}\$\d{1,2}\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$');
-- A nonce of 12 bytes, a tag of 16 and a sealed secret of 20.
ALTER TABLE totp
  ADD CONSTRAINT totp_is_sealed CHECK (octet_length(sealed_secret) = 48);
ALTER TABLE recovery_code
  ADD CONSTRAINT recovery_code_is_a_hash CHECK (octet_length(code_hash) = 32);
