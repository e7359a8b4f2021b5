-- AlterTable
ALTER TABLE "site_settings" ADD COLUMN     "default_language" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[];
