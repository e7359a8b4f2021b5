-- AlterTable
ALTER TABLE "import_runs" ADD COLUMN     "options" JSONB;
