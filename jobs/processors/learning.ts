import type { Processors } from "#jobs/processors.ts";

export const learning: Partial<Processors> = {};
