-- CreateEnum
CREATE TYPE "post_state" AS ENUM ('visible', 'waiting', 'hidden', 'deleted', 'removed', 'purged');

-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "state" "post_state" NOT NULL DEFAULT 'visible';

-- AlterTable
ALTER TABLE "replies" ADD COLUMN     "state" "post_state" NOT NULL DEFAULT 'visible',
ADD COLUMN     "state_at" TIMESTAMPTZ(3),
ADD COLUMN     "state_by_id" UUID,
ADD COLUMN     "state_reason" TEXT;

-- AddForeignKey
ALTER TABLE "replies" ADD CONSTRAINT "replies_state_by_id_fkey" FOREIGN KEY ("state_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand:
-- What is out of sight is little: lists subtract it, and who decides about it finds it, the oldest first.
CREATE INDEX "replies_out_of_sight_idx" ON "replies" ("topic_id", "number") WHERE "state" <> 'visible';
CREATE INDEX "replies_state_idx" ON "replies" ("state", "state_at", "id") WHERE "state" <> 'visible';
CREATE INDEX "replies_state_by_id_idx" ON "replies" ("state_by_id") WHERE "state_by_id" IS NOT NULL;
