-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "closed_reason" TEXT;

-- CreateTable
CREATE TABLE "topic_pins" (
    "topic_id" UUID NOT NULL,
    "space_code" TEXT NOT NULL,
    "pinned_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "topic_pins_pkey" PRIMARY KEY ("topic_id")
);

-- CreateIndex
CREATE INDEX "topic_pins_space_code_pinned_at_topic_id_idx" ON "topic_pins"("space_code", "pinned_at" DESC, "topic_id");

-- AddForeignKey
ALTER TABLE "topic_pins" ADD CONSTRAINT "topic_pins_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_pins" ADD CONSTRAINT "topic_pins_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
