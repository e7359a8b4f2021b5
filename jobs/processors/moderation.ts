import type { Processors } from "#app/jobs.ts";

export const moderation = {
} satisfies Partial<Processors>;
