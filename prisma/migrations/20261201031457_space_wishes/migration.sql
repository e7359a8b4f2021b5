-- CreateTable
CREATE TABLE "space_wishes" (
    "id" UUID NOT NULL,
    "space_code" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "declined_at" TIMESTAMPTZ(3),
    "declined_by_id" UUID,
    "reason" TEXT,

    CONSTRAINT "space_wishes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "space_wishes_space_code_declined_at_created_at_id_idx" ON "space_wishes"("space_code", "declined_at", "created_at", "id");

-- CreateIndex
CREATE INDEX "space_wishes_user_id_idx" ON "space_wishes"("user_id");

-- CreateIndex
CREATE INDEX "space_wishes_declined_by_id_idx" ON "space_wishes"("declined_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "space_wishes_space_code_user_id_key" ON "space_wishes"("space_code", "user_id");

-- AddForeignKey
ALTER TABLE "space_wishes" ADD CONSTRAINT "space_wishes_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_wishes" ADD CONSTRAINT "space_wishes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_wishes" ADD CONSTRAINT "space_wishes_declined_by_id_fkey" FOREIGN KEY ("declined_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
