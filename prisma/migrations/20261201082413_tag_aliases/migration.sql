-- CreateTable
CREATE TABLE "tag_aliases" (
    "tag" TEXT NOT NULL,
    "into" TEXT NOT NULL,

    CONSTRAINT "tag_aliases_pkey" PRIMARY KEY ("tag")
);

-- CreateIndex
CREATE INDEX "tag_aliases_into_idx" ON "tag_aliases"("into");
