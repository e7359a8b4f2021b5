-- AlterTable
ALTER TABLE "replies" ADD COLUMN     "is_wiki" BOOLEAN NOT NULL DEFAULT false;
