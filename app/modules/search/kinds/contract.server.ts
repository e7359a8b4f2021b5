import type { Db } from "#app/infra/db.server.ts";
import type { SearchedEntry, SearchedText } from "#app/infra/statements/searched.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Where a thing stands, as its result says it: its space or the activities of its road, and the thing that it is a part of. */
export type FoundPlace = {
  /** Codes of activities of the Open Roadmap. */
  road: string[];
  /** Where it stands, in the words of whoever made that. */
  within: { words: string; language?: string }[];
};

/** What a result shows besides the title and the text that were found. */
type Shown = {
  href: string;
  place: FoundPlace;
  /** Instead of the title of its entry, for what has none. */
  title?: string;
  author?: string;
};

/** Who reads results, and which layer of the thing was found. */
type Reading = { language: string; layer: string };

/** All that search knows of one kind of thing. */
export type SearchKindContract = {
  /** How much a thing of this kind counts for, next to another that fits as well: 1 is a topic's. */
  weight: number;
  /** Ids of things after this one, in their order, for the pass over all of them. One SQL statement. */
  listIds(after: string | null, limit: number): Promise<string[]>;
  /** What is to be found of these things; nothing of what nobody may see. */
  listTexts(from: Db, ids: readonly string[]): Promise<SearchedText[]>;
  /** SQL: the thing of an index entry, when the actor may see it (`SearchedEntry`). */
  found(actor: MaybeActor, entry: SearchedEntry): Prisma.Sql;
  /** What a result says, of the facts that `found` gave. */
  show(facts: unknown, reading: Reading): Shown;
};

/** SQL: the row `e` of `search_entries`, as a kind's `found` asks for it. */
export const entryOfRow: SearchedEntry = { thingId: Prisma.sql`e.thing_id`, language: Prisma.sql`e.language` };
