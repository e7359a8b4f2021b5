-- CreateEnum
CREATE TYPE "draft_kind" AS ENUM ('topic', 'reply', 'edit');

-- CreateTable
CREATE TABLE "post_drafts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" "draft_kind" NOT NULL,
    "target" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "client_id" TEXT NOT NULL DEFAULT '',
    "sequence" INTEGER NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "post_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "post_drafts_user_id_updated_at_id_idx" ON "post_drafts"("user_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "post_drafts_updated_at_idx" ON "post_drafts"("updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "post_drafts_user_id_kind_target_key" ON "post_drafts"("user_id", "kind", "target");

-- AddForeignKey
ALTER TABLE "post_drafts" ADD CONSTRAINT "post_drafts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
