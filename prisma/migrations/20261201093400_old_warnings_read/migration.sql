-- By hand:
-- Not additive: nobody is asked to read a warning that is older than the question (docs/decisions/sanctions.md)
UPDATE "sanctions" SET "read_at" = "created_at"
 WHERE "kind" = 'warn' AND "read_at" IS NULL AND "created_at" < now() - interval '30 days';
