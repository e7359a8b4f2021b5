-- AlterTable
ALTER TABLE "users" ADD COLUMN     "hidden" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "picture" TEXT,
ADD COLUMN     "picture_failed_at" TIMESTAMPTZ(3),
ADD COLUMN     "picture_upload" TEXT,
ADD COLUMN     "spoken" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "themes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "face_files" (
    "name" TEXT NOT NULL,
    "is_upload" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "face_files_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "face_files_created_at_idx" ON "face_files"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "users_picture_key" ON "users"("picture");

-- CreateIndex
CREATE UNIQUE INDEX "users_picture_upload_key" ON "users"("picture_upload");
