-- By hand:
-- People are found by a part of their name or address.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "users_name_email_trigrams" ON "users" USING gin ("name" gin_trgm_ops, "email" gin_trgm_ops);
-- Lists of many people are read by name, page by page.
CREATE INDEX "users_lower_name_id" ON "users" (lower("name"), "id");
