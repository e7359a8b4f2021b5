-- CreateEnum
CREATE TYPE "space_kind" AS ENUM ('roadmap', 'team', 'cohort', 'theme');

-- AlterTable
ALTER TABLE "spaces" ADD COLUMN     "kind" "space_kind" NOT NULL DEFAULT 'roadmap',
ADD COLUMN     "name" TEXT,
ADD COLUMN     "output_code" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "spaces_name_key" ON "spaces"("name");

-- CreateIndex
CREATE INDEX "spaces_output_code_idx" ON "spaces"("output_code");

-- AddForeignKey
ALTER TABLE "spaces" ADD CONSTRAINT "spaces_output_code_fkey" FOREIGN KEY ("output_code") REFERENCES "outputs"("code") ON DELETE SET NULL ON UPDATE CASCADE;
