-- CreateTable
CREATE TABLE "opinion_maps" (
    "topic_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,
    "opinions" JSONB NOT NULL,

    CONSTRAINT "opinion_maps_pkey" PRIMARY KEY ("topic_id")
);

-- CreateTable
CREATE TABLE "opinion_places" (
    "topic_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "x" DOUBLE PRECISION NOT NULL,
    "y" DOUBLE PRECISION NOT NULL,
    "group_number" INTEGER NOT NULL,

    CONSTRAINT "opinion_places_pkey" PRIMARY KEY ("topic_id","user_id")
);

-- CreateIndex
CREATE INDEX "opinion_places_user_id_idx" ON "opinion_places"("user_id");

-- AddForeignKey
ALTER TABLE "opinion_maps" ADD CONSTRAINT "opinion_maps_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "consultations"("topic_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_places" ADD CONSTRAINT "opinion_places_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "opinion_maps"("topic_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_places" ADD CONSTRAINT "opinion_places_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
