-- CreateEnum
CREATE TYPE "submission_sight" AS ENUM ('visible', 'hidden', 'removed', 'purged');

-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "sight" "submission_sight" NOT NULL DEFAULT 'visible',
ADD COLUMN     "sight_reason" TEXT;
