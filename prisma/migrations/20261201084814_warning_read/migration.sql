-- AlterTable
ALTER TABLE "sanctions" ADD COLUMN     "read_at" TIMESTAMPTZ(3);
