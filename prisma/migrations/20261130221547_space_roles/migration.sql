-- CreateEnum
CREATE TYPE "join_mode" AS ENUM ('open', 'ask', 'members');

-- CreateEnum
CREATE TYPE "space_role" AS ENUM ('member', 'facilitator');

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "facilitates" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "member_of" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "spaces" ADD COLUMN     "join_mode" "join_mode" NOT NULL DEFAULT 'open';

-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "sealed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "space_members" (
    "space_code" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "space_role" NOT NULL DEFAULT 'member',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added_by_id" UUID,

    CONSTRAINT "space_members_pkey" PRIMARY KEY ("space_code","user_id")
);

-- CreateIndex
CREATE INDEX "space_members_space_code_role_since_user_id_idx" ON "space_members"("space_code", "role", "since", "user_id");

-- CreateIndex
CREATE INDEX "space_members_user_id_idx" ON "space_members"("user_id");

-- CreateIndex
CREATE INDEX "space_members_added_by_id_idx" ON "space_members"("added_by_id");

-- AddForeignKey
ALTER TABLE "space_members" ADD CONSTRAINT "space_members_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_members" ADD CONSTRAINT "space_members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_members" ADD CONSTRAINT "space_members_added_by_id_fkey" FOREIGN KEY ("added_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand:
-- Sealed questions are few: the facilitators' queue reads them, and lists pass over them.
CREATE INDEX "topics_sealed_idx" ON "topics" ("space_code", "created_at", "id") WHERE "sealed_at" IS NOT NULL;
-- Whoever was a facilitator of the whole site is one of each space that there was.
INSERT INTO "space_members" ("space_code", "user_id", "role")
SELECT s."code", u."id", 'facilitator' FROM "users" u CROSS JOIN "spaces" s WHERE u."role" = 'facilitator';
-- Not additive: it fills columns that are new (docs/decisions/space-roles.md)
UPDATE "users" u SET "member_of" = m."codes", "facilitates" = m."codes"
  FROM (SELECT "user_id", array_agg("space_code" ORDER BY "space_code") AS "codes" FROM "space_members" GROUP BY 1) m
 WHERE u."id" = m."user_id";
