-- DropIndex
-- Not additive: several accounts may be opened with one address, code of before finds any of them (docs/decisions/sign-up-and-known-addresses.md)
DROP INDEX "users_email_key";

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "unconfirmed_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "users_email_password_hash_idx" ON "users"("email", "password_hash");

-- By hand:
-- An address belongs to one account at most: the one that has confirmed it. Other modules find people by this expression.
-- Not additive: weaker than the rule that it replaces, so every row that is there keeps it (docs/decisions/sign-up-and-known-addresses.md)
CREATE UNIQUE INDEX "users_confirmed_email_key" ON "users" ((CASE WHEN "email_confirmed_at" IS NOT NULL THEN "email" END));
-- The sweep that ends accounts finds those that were never confirmed.
CREATE INDEX "users_unconfirmed_idx" ON "users" ("unconfirmed_since") WHERE "email_confirmed_at" IS NULL AND "ended_at" IS NULL;
-- Staff of a course find people by a part of their confirmed address.
CREATE INDEX "users_confirmed_email_trigrams" ON "users" USING gin ((CASE WHEN "email_confirmed_at" IS NOT NULL THEN "email" END) gin_trgm_ops);
