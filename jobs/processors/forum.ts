import type { Processors } from "#jobs/processors.ts";

export const forum: Partial<Processors> = {};
