-- CreateEnum
CREATE TYPE "posts_wait" AS ENUM ('nobody', 'new_people', 'not_members');

-- CreateEnum
CREATE TYPE "wait_reason" AS ENUM ('new_people', 'not_members', 'links');

-- CreateEnum
CREATE TYPE "waiting_state" AS ENUM ('waiting', 'published', 'declined');

-- AlterTable
ALTER TABLE "spaces" ADD COLUMN     "posts_wait" "posts_wait" NOT NULL DEFAULT 'nobody';

-- CreateTable
CREATE TABLE "waiting_posts" (
    "id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "space_code" TEXT NOT NULL,
    "topic_id" UUID,
    "title" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "is_sealed" BOOLEAN NOT NULL DEFAULT false,
    "client_id" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "why" "wait_reason" NOT NULL,
    "state" "waiting_state" NOT NULL DEFAULT 'waiting',
    "version" INTEGER NOT NULL DEFAULT 1,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "reply_id" UUID,

    CONSTRAINT "waiting_posts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "waiting_posts_reply_id_key" ON "waiting_posts"("reply_id");

-- CreateIndex
CREATE INDEX "waiting_posts_state_sent_at_id_idx" ON "waiting_posts"("state", "sent_at", "id");

-- CreateIndex
CREATE INDEX "waiting_posts_author_id_state_sent_at_idx" ON "waiting_posts"("author_id", "state", "sent_at" DESC);

-- CreateIndex
CREATE INDEX "waiting_posts_topic_id_idx" ON "waiting_posts"("topic_id");

-- CreateIndex
CREATE INDEX "waiting_posts_space_code_idx" ON "waiting_posts"("space_code");

-- CreateIndex
CREATE INDEX "waiting_posts_decided_by_id_idx" ON "waiting_posts"("decided_by_id");

-- CreateIndex
CREATE INDEX "waiting_posts_sent_at_idx" ON "waiting_posts"("sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "waiting_posts_author_id_client_id_key" ON "waiting_posts"("author_id", "client_id");

-- AddForeignKey
ALTER TABLE "waiting_posts" ADD CONSTRAINT "waiting_posts_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_posts" ADD CONSTRAINT "waiting_posts_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_posts" ADD CONSTRAINT "waiting_posts_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_posts" ADD CONSTRAINT "waiting_posts_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_posts" ADD CONSTRAINT "waiting_posts_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "replies"("id") ON DELETE SET NULL ON UPDATE CASCADE;
