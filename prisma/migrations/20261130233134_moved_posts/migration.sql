-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "merged_into_id" UUID;

-- CreateTable
CREATE TABLE "post_places" (
    "topic_number" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "reply_id" UUID NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "post_places_pkey" PRIMARY KEY ("topic_number","number")
);

-- CreateIndex
CREATE INDEX "post_places_reply_id_idx" ON "post_places"("reply_id");

-- CreateIndex
CREATE INDEX "topics_merged_into_id_idx" ON "topics"("merged_into_id");

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "topics"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_places" ADD CONSTRAINT "post_places_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "replies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
