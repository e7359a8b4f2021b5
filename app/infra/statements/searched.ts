import type { Prisma } from "#prisma/generated/client.ts";

/** A text by which a thing is found: Markdown, in one of its languages. `at` decides which of two that fit as well comes first. */
export type SearchedText = { id: string; language: string; title: string; body: string; at: Date };

/**
 * The index entry that a statement asks about, by its columns: which thing, in which of its languages. A module answers with a
 * SELECT about that thing which has one row when the actor may see it so, and none otherwise: `author_id` (null for nobody),
 * `places` (codes of the spaces or activities in which it stands), `tags`, and `facts`, a JSON object with what its result shows.
 */
export type SearchedEntry = { thingId: Prisma.Sql; language: Prisma.Sql };
