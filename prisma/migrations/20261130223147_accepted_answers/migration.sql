-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "accepted_reply_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "topics_accepted_reply_id_key" ON "topics"("accepted_reply_id");

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_accepted_reply_id_fkey" FOREIGN KEY ("accepted_reply_id") REFERENCES "replies"("id") ON DELETE SET NULL ON UPDATE CASCADE;
