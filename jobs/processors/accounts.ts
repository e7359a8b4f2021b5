import type { Processors } from "#jobs/processors.ts";

export const accounts: Partial<Processors> = {};
