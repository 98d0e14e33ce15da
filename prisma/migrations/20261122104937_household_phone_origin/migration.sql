-- AlterTable
ALTER TABLE "household" ADD COLUMN     "phone_set_at" TIMESTAMPTZ(3),
ADD COLUMN     "phone_set_by_user_id" UUID;
