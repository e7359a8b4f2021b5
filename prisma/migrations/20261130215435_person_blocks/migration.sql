-- CreateEnum
CREATE TYPE "block_level" AS ENUM ('mute', 'block');

-- CreateTable
CREATE TABLE "person_blocks" (
    "user_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "level" "block_level" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_blocks_pkey" PRIMARY KEY ("user_id","target_id")
);

-- CreateIndex
CREATE INDEX "person_blocks_target_id_user_id_idx" ON "person_blocks"("target_id", "user_id");

-- AddForeignKey
ALTER TABLE "person_blocks" ADD CONSTRAINT "person_blocks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_blocks" ADD CONSTRAINT "person_blocks_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
