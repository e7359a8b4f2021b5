-- AlterTable
ALTER TABLE "post_drafts" ADD COLUMN     "is_sealed" BOOLEAN NOT NULL DEFAULT false;
