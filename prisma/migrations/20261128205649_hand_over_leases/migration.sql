-- AlterTable
ALTER TABLE "outbox_events" ADD COLUMN     "hand_over_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "leased_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "outgoing_mails" ADD COLUMN     "hand_over_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "leased_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "outbox_events_dispatched_at_hand_over_at_id_idx" ON "outbox_events"("dispatched_at", "hand_over_at", "id");

-- CreateIndex
CREATE INDEX "outgoing_mails_state_hand_over_at_key_idx" ON "outgoing_mails"("state", "hand_over_at", "key");
