-- AlterTable
ALTER TABLE "topic_readers" ADD COLUMN     "unread_marks" INTEGER NOT NULL DEFAULT 0;
