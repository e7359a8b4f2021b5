-- AlterTable
ALTER TABLE "spaces" ADD COLUMN     "made_for" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "spaces_made_for_key" ON "spaces"("made_for");
