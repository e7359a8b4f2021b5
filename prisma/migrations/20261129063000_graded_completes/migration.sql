-- By hand:
-- Not additive: nobody chose that handing in is enough, it was what a new unit had (docs/decisions/completion.md)
UPDATE "units" SET "completion" = '{"submitted": true, "graded": true}'
 WHERE "kind" IN ('quiz', 'assignment') AND "completion" = '{"submitted": true}';
