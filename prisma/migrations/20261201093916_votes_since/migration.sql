-- CreateIndex
CREATE INDEX "statement_votes_statement_id_voted_at_idx" ON "statement_votes"("statement_id", "voted_at");
