-- CreateEnum
CREATE TYPE "course_level" AS ENUM ('introductory', 'intermediate', 'advanced');

-- AlterTable
ALTER TABLE "courses" ADD COLUMN     "level" "course_level",
ADD COLUMN     "outcomes" JSONB NOT NULL DEFAULT '{}';
