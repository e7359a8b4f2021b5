-- CreateEnum
CREATE TYPE "post_file_state" AS ENUM ('preparing', 'ready', 'failed');

-- CreateTable
CREATE TABLE "post_files" (
    "name" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "space_code" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "extension" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "state" "post_file_state" NOT NULL DEFAULT 'ready',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "post_files_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "post_file_uses" (
    "reply_id" UUID NOT NULL,
    "file" TEXT NOT NULL,

    CONSTRAINT "post_file_uses_pkey" PRIMARY KEY ("reply_id","file")
);

-- CreateIndex
CREATE INDEX "post_files_author_id_idx" ON "post_files"("author_id");

-- CreateIndex
CREATE INDEX "post_files_space_code_idx" ON "post_files"("space_code");

-- CreateIndex
CREATE INDEX "post_files_created_at_name_idx" ON "post_files"("created_at", "name");

-- CreateIndex
CREATE INDEX "post_file_uses_file_idx" ON "post_file_uses"("file");

-- AddForeignKey
ALTER TABLE "post_files" ADD CONSTRAINT "post_files_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_files" ADD CONSTRAINT "post_files_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_file_uses" ADD CONSTRAINT "post_file_uses_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "replies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_file_uses" ADD CONSTRAINT "post_file_uses_file_fkey" FOREIGN KEY ("file") REFERENCES "post_files"("name") ON DELETE CASCADE ON UPDATE CASCADE;
