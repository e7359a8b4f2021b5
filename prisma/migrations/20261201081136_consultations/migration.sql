-- CreateEnum
CREATE TYPE "statement_choice" AS ENUM ('agree', 'pass', 'disagree');

-- CreateTable
CREATE TABLE "consultations" (
    "topic_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consultations_pkey" PRIMARY KEY ("topic_id")
);

-- CreateTable
CREATE TABLE "consultation_statements" (
    "id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "post_state" NOT NULL DEFAULT 'visible',
    "state_at" TIMESTAMPTZ(3),
    "state_by_id" UUID,
    "state_reason" TEXT,

    CONSTRAINT "consultation_statements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_votes" (
    "statement_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "choice" "statement_choice" NOT NULL,
    "voted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_votes_pkey" PRIMARY KEY ("statement_id","user_id")
);

-- CreateIndex
CREATE INDEX "consultation_statements_topic_id_created_at_id_idx" ON "consultation_statements"("topic_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "consultation_statements_state_by_id_idx" ON "consultation_statements"("state_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "consultation_statements_author_id_client_id_key" ON "consultation_statements"("author_id", "client_id");

-- CreateIndex
CREATE INDEX "statement_votes_user_id_idx" ON "statement_votes"("user_id");

-- AddForeignKey
ALTER TABLE "consultations" ADD CONSTRAINT "consultations_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_statements" ADD CONSTRAINT "consultation_statements_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "consultations"("topic_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_statements" ADD CONSTRAINT "consultation_statements_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_statements" ADD CONSTRAINT "consultation_statements_state_by_id_fkey" FOREIGN KEY ("state_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_votes" ADD CONSTRAINT "statement_votes_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "consultation_statements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_votes" ADD CONSTRAINT "statement_votes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
