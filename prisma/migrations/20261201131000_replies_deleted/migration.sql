-- By hand:
-- What its author has deleted and the sweep has not erased: a few rows among all.
CREATE INDEX "replies_deleted" ON "replies" ("state_at") WHERE "state" = 'deleted' AND "body" <> '';
CREATE INDEX "post_translations_deleted" ON "post_translations" ("state_at") WHERE "state" = 'deleted' AND "body" <> '';
