-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "outcome_reply_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "topics_outcome_reply_id_key" ON "topics"("outcome_reply_id");

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_outcome_reply_id_fkey" FOREIGN KEY ("outcome_reply_id") REFERENCES "replies"("id") ON DELETE SET NULL ON UPDATE CASCADE;
