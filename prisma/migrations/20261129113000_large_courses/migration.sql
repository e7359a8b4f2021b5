-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "mail_hand_over_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "course_reports" (
    "course_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "course_reports_pkey" PRIMARY KEY ("course_id","scope")
);

-- CreateIndex
CREATE INDEX "course_reports_made_at_idx" ON "course_reports"("made_at");

-- AddForeignKey
ALTER TABLE "course_reports" ADD CONSTRAINT "course_reports_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand:
-- Mails about notifications that are to be asked for, by when.
CREATE INDEX "notifications_mail_to_ask" ON "notifications" (greatest("mail_due_at", "mail_hand_over_at"), "id") WHERE "mail_due_at" IS NOT NULL;
-- What waits for a trainer is found without reading what does not.
CREATE INDEX "attempts_to_mark" ON "attempts" ("unit_id", "user_id") WHERE "needs_marking" AND "state" = 'submitted';
CREATE INDEX "submissions_to_mark" ON "submissions" ("unit_id", "user_id") WHERE "state" = 'submitted' AND "trainer_at" IS NULL;
