-- CreateEnum
CREATE TYPE "case_state" AS ENUM ('open', 'decided', 'appealed');

-- CreateEnum
CREATE TYPE "report_reason" AS ENUM ('spam', 'offensive', 'off_topic', 'private_data', 'other');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('keep', 'hide', 'remove', 'restore', 'purge');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('visible', 'hidden', 'removed', 'purged');

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "withdrawn" JSONB;

-- AlterTable
ALTER TABLE "room_messages" ADD COLUMN     "state" "message_state" NOT NULL DEFAULT 'visible';

-- CreateTable
CREATE TABLE "moderation_cases" (
    "id" UUID NOT NULL,
    "public_id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "thing_id" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "space_code" TEXT,
    "state" "case_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "claimed_by_id" UUID,
    "claimed_until" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "hidden_until" TIMESTAMPTZ(3),

    CONSTRAINT "moderation_cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation_reports" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "reporter_id" UUID NOT NULL,
    "reason" "report_reason" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "thing_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "moderation_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation_decisions" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "verdict" "verdict" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),
    "moved_sight" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "moderation_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation_appeals" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer_id" UUID,

    CONSTRAINT "moderation_appeals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "moderation_cases_public_id_key" ON "moderation_cases"("public_id");

-- CreateIndex
CREATE INDEX "moderation_cases_kind_thing_id_id_idx" ON "moderation_cases"("kind", "thing_id", "id" DESC);

-- CreateIndex
CREATE INDEX "moderation_cases_state_opened_at_id_idx" ON "moderation_cases"("state", "opened_at", "id");

-- CreateIndex
CREATE INDEX "moderation_cases_state_decided_at_id_idx" ON "moderation_cases"("state", "decided_at", "id");

-- CreateIndex
CREATE INDEX "moderation_cases_author_id_id_idx" ON "moderation_cases"("author_id", "id");

-- CreateIndex
CREATE INDEX "moderation_cases_claimed_by_id_idx" ON "moderation_cases"("claimed_by_id");

-- CreateIndex
CREATE INDEX "moderation_cases_hidden_until_idx" ON "moderation_cases"("hidden_until");

-- CreateIndex
CREATE INDEX "moderation_reports_reporter_id_created_at_idx" ON "moderation_reports"("reporter_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "moderation_reports_case_id_reporter_id_key" ON "moderation_reports"("case_id", "reporter_id");

-- CreateIndex
CREATE INDEX "moderation_decisions_case_id_id_idx" ON "moderation_decisions"("case_id", "id");

-- CreateIndex
CREATE INDEX "moderation_decisions_decided_by_id_idx" ON "moderation_decisions"("decided_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "moderation_appeals_decision_id_key" ON "moderation_appeals"("decision_id");

-- CreateIndex
CREATE UNIQUE INDEX "moderation_appeals_answer_id_key" ON "moderation_appeals"("answer_id");

-- CreateIndex
CREATE INDEX "moderation_appeals_case_id_idx" ON "moderation_appeals"("case_id");

-- CreateIndex
CREATE INDEX "notifications_group_key_id_idx" ON "notifications"("group_key", "id");

-- AddForeignKey
ALTER TABLE "moderation_cases" ADD CONSTRAINT "moderation_cases_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_cases" ADD CONSTRAINT "moderation_cases_claimed_by_id_fkey" FOREIGN KEY ("claimed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_reports" ADD CONSTRAINT "moderation_reports_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "moderation_cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_reports" ADD CONSTRAINT "moderation_reports_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "moderation_cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_appeals" ADD CONSTRAINT "moderation_appeals_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "moderation_cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_appeals" ADD CONSTRAINT "moderation_appeals_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "moderation_decisions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_appeals" ADD CONSTRAINT "moderation_appeals_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "moderation_decisions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand:
-- Reports that come side by side find one case of a thing.
CREATE UNIQUE INDEX "moderation_cases_undecided" ON "moderation_cases" ("kind", "thing_id") WHERE "state" <> 'decided';
-- The sweep of pictures keeps those that may be shown again.
CREATE INDEX "users_withdrawn_picture" ON "users" ((withdrawn ->> 'picture')) WHERE "withdrawn" IS NOT NULL;
