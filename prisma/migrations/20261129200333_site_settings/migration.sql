-- CreateTable
CREATE TABLE "site_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "welcome" JSONB NOT NULL,
    "logo_file" TEXT,
    "logo_width" INTEGER,
    "logo_height" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "site_settings_pkey" PRIMARY KEY ("id")
);
