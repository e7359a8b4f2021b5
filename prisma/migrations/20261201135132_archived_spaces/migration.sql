-- AlterTable
ALTER TABLE "spaces" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "archived_reason" TEXT;
