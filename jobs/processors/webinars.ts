import type { Processors } from "#jobs/processors.ts";

export const webinars: Partial<Processors> = {};
