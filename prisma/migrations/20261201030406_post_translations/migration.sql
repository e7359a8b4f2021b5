-- CreateTable
CREATE TABLE "post_translations" (
    "id" UUID NOT NULL,
    "reply_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "title" TEXT,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "renderer_version" INTEGER NOT NULL,
    "original_version" INTEGER NOT NULL,
    "client_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "editor_id" UUID,
    "state" "post_state" NOT NULL DEFAULT 'visible',
    "state_at" TIMESTAMPTZ(3),
    "state_by_id" UUID,
    "state_reason" TEXT,

    CONSTRAINT "post_translations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "post_translations_reply_id_language_idx" ON "post_translations"("reply_id", "language");

-- CreateIndex
CREATE INDEX "post_translations_author_id_created_at_idx" ON "post_translations"("author_id", "created_at");

-- CreateIndex
CREATE INDEX "post_translations_editor_id_idx" ON "post_translations"("editor_id");

-- CreateIndex
CREATE INDEX "post_translations_state_by_id_idx" ON "post_translations"("state_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "post_translations_author_id_client_id_key" ON "post_translations"("author_id", "client_id");

-- AddForeignKey
ALTER TABLE "post_translations" ADD CONSTRAINT "post_translations_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "replies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_translations" ADD CONSTRAINT "post_translations_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_translations" ADD CONSTRAINT "post_translations_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_translations" ADD CONSTRAINT "post_translations_state_by_id_fkey" FOREIGN KEY ("state_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand:
-- Two people who translate a post into one language at once: the first is published, the second sees it.
CREATE UNIQUE INDEX "post_translations_standing" ON "post_translations" ("reply_id", "language") WHERE "state" IN ('visible', 'hidden');
