import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { passingKind } from "#app/infra/passing-failure.server.ts";
import { singleton } from "#app/lib/singleton.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { SearchQuery } from "#app/modules/search/words/query.ts";
import { type Results, searchFor, type SearchOptions } from "./search.server.ts";
import { suggestFor } from "./suggest.server.ts";

/** Searches that a process works on at once, of guests and of everybody: the database has other work. */
const atOnce = { guests: 2, everybody: 6 };

type Working = { guests: number; everybody: number };

export type Found = (Results & { suggestion: string | null; failure: null }) | { failure: MessageKey; results: null };

/**
 * What somebody finds, or a sentence that says why there is no answer now: too many search at this moment, or this search takes the
 * database too long. When nothing is found, with what they may have meant. Three SQL statements at most.
 */
export async function searchWithin(actor: MaybeActor, query: SearchQuery, options: SearchOptions): Promise<Found> {
  const working = singleton("searching", (): Working => ({ guests: 0, everybody: 0 }));
  const isFull = working.everybody >= atOnce.everybody || (!actor && working.guests >= atOnce.guests);
  if (isFull) return { failure: "search.busy", results: null };
  const guests = actor ? 0 : 1;
  working.everybody += 1;
  working.guests += guests;
  try {
    const found = await searchFor(actor, query, options);
    const isNothing = found.results.length === 0 && Object.keys(found.byKind).length === 0;
    const suggestion = isNothing ? await suggestFor(query) : null;
    return { ...found, suggestion, failure: null };
  } catch (error) {
    // Ended by the database, which was given two seconds.
    if (passingKind(error) === "crowded") return { failure: "search.slow", results: null };
    throw error;
  } finally {
    working.everybody -= 1;
    working.guests -= guests;
  }
}
