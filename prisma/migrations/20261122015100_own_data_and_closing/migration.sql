-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "contact_locked_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "closed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "consent_withdrawal" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "consent" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_withdrawal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "consent_withdrawal_user_id_id_idx" ON "consent_withdrawal"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "consent_withdrawal_order_id_consent_key" ON "consent_withdrawal"("order_id", "consent");

-- ===== what Prisma cannot say =====

-- A closed account is nobody's: no name, no telephone, and no way back in.
ALTER TABLE users ADD CONSTRAINT users_closed CHECK (closed_at IS NULL OR (phone IS NULL AND display_name = ''));

CREATE TRIGGER consent_withdrawal_is_history BEFORE UPDATE OR DELETE ON consent_withdrawal
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER consent_withdrawal_is_never_emptied BEFORE TRUNCATE ON consent_withdrawal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
