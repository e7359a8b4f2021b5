import type { Processors } from "#jobs/processors.ts";

export const certificates: Partial<Processors> = {};
