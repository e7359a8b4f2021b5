-- AlterTable
ALTER TABLE "waiting_posts" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "post_drafts" ADD COLUMN     "tags" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "topic_tags" (
    "topic_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "topic_tags_pkey" PRIMARY KEY ("topic_id","tag")
);

-- CreateIndex
CREATE INDEX "topic_tags_tag_topic_id_idx" ON "topic_tags"("tag", "topic_id");

-- AddForeignKey
ALTER TABLE "topic_tags" ADD CONSTRAINT "topic_tags_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;
