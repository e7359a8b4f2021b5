-- CreateTable
CREATE TABLE "search_entries" (
    "kind" TEXT NOT NULL,
    "thing_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "vector" tsvector NOT NULL,
    "text_hash" TEXT NOT NULL,
    "ranks_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_entries_pkey" PRIMARY KEY ("kind","thing_id","language")
);

-- CreateTable
CREATE TABLE "search_passes" (
    "kind" TEXT NOT NULL,
    "after" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "search_passes_pkey" PRIMARY KEY ("kind")
);

-- CreateIndex
CREATE INDEX "search_entries_kind_ranks_at_thing_id_idx" ON "search_entries"("kind", "ranks_at" DESC, "thing_id" DESC);

-- By hand:
-- What holds the words that somebody looks for. What waits to be put into it is read whole by every search: at most half a megabyte of it.
CREATE INDEX "search_entries_vector" ON "search_entries" USING gin ("vector") WITH (gin_pending_list_limit = 512);
-- A word that finds nothing is compared with those of titles.
CREATE INDEX "search_entries_title_trigrams" ON "search_entries" USING gin ("title" gin_trgm_ops) WHERE "title" <> '';
