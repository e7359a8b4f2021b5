-- CreateTable
CREATE TABLE "charter_revisions" (
    "space_code" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "editor_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "charter_revisions_pkey" PRIMARY KEY ("space_code","language","version")
);

-- CreateIndex
CREATE INDEX "charter_revisions_editor_id_idx" ON "charter_revisions"("editor_id");

-- AddForeignKey
ALTER TABLE "charter_revisions" ADD CONSTRAINT "charter_revisions_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charter_revisions" ADD CONSTRAINT "charter_revisions_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
