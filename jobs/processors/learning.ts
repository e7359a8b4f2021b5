import { runImport } from "#app/modules/learning/import/import-runs.server.ts";
import type { Processors } from "#jobs/processors.ts";

export const learning: Partial<Processors> = {
  "learning.import_course": ({ importRunId }) => runImport(importRunId),
};
