-- AlterTable
ALTER TABLE "post_file_uses" ADD COLUMN     "taken_out_at" TIMESTAMPTZ(3);
