-- CreateEnum
CREATE TYPE "sanction_kind" AS ENUM ('warn', 'silence', 'suspend');

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "silence_reason" TEXT,
ADD COLUMN     "silenced_until" TIMESTAMPTZ(3),
ADD COLUMN     "suspension_reason" TEXT;

-- CreateTable
CREATE TABLE "sanctions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" "sanction_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "sanctions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sanctions_user_id_created_at_idx" ON "sanctions"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "sanctions_by_id_idx" ON "sanctions"("by_id");

-- CreateIndex
CREATE INDEX "sanctions_ended_by_id_idx" ON "sanctions"("ended_by_id");

-- CreateIndex
CREATE INDEX "sanctions_created_at_idx" ON "sanctions"("created_at");

-- AddForeignKey
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
