-- By hand:
-- The forum's topics that nobody has answered, of all spaces, oldest first.
CREATE INDEX "topics_unanswered_idx" ON "topics" ("created_at", "id") WHERE "first_answer" = 0;
-- A trainer's home counts what waits in all their courses.
CREATE INDEX "attempts_to_mark_idx" ON "attempts" ("unit_id") WHERE "needs_marking";
CREATE INDEX "submissions_without_mark_idx" ON "submissions" ("unit_id") WHERE "state" = 'submitted' AND "trainer_at" IS NULL;
