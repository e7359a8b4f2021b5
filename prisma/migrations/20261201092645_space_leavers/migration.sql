-- CreateTable
CREATE TABLE "space_leavers" (
    "space_code" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "space_leavers_pkey" PRIMARY KEY ("space_code","user_id")
);

-- CreateIndex
CREATE INDEX "space_leavers_user_id_idx" ON "space_leavers"("user_id");

-- AddForeignKey
ALTER TABLE "space_leavers" ADD CONSTRAINT "space_leavers_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_leavers" ADD CONSTRAINT "space_leavers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
