import type { Processors } from "#jobs/processors.ts";

export const notifications: Partial<Processors> = {};
