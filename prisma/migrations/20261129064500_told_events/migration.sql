-- CreateTable
CREATE TABLE "notification_events" (
    "notification_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_events_pkey" PRIMARY KEY ("notification_id","event")
);

-- CreateIndex
CREATE INDEX "notification_events_notification_id_place_idx" ON "notification_events"("notification_id", "place");

-- CreateIndex
CREATE INDEX "notification_events_told_at_idx" ON "notification_events"("told_at");

-- AddForeignKey
ALTER TABLE "notification_events" ADD CONSTRAINT "notification_events_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand:
-- What was told already, as far as it was remembered.
INSERT INTO "notification_events" ("notification_id", "event", "told_at")
SELECT n."id", e."event", n."updated_at"
  FROM "notifications" n CROSS JOIN LATERAL unnest(n."events") WITH ORDINALITY AS e ("event", "number")
 ORDER BY n."id", e."number"
ON CONFLICT DO NOTHING;
