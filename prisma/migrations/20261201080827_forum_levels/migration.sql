-- CreateEnum
CREATE TYPE "hearing_level" AS ENUM ('watch', 'follow', 'normal', 'mute');

-- AlterTable
ALTER TABLE "topic_readers" ADD COLUMN     "told_at_once" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "space_follows" ADD COLUMN     "level" "hearing_level" NOT NULL DEFAULT 'follow';

-- CreateTable
CREATE TABLE "tag_levels" (
    "user_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "level" "hearing_level" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_levels_pkey" PRIMARY KEY ("user_id","tag")
);

-- CreateTable
CREATE TABLE "forum_settings" (
    "user_id" UUID NOT NULL,
    "after_topic" "hearing_level" NOT NULL DEFAULT 'watch',
    "after_reply" "hearing_level" NOT NULL DEFAULT 'follow',

    CONSTRAINT "forum_settings_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "tag_levels_tag_level_user_id_idx" ON "tag_levels"("tag", "level", "user_id");

-- AddForeignKey
ALTER TABLE "tag_levels" ADD CONSTRAINT "tag_levels_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_settings" ADD CONSTRAINT "forum_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
