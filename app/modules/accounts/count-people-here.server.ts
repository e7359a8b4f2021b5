import { db } from "#app/infra/db.server.ts";
import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import { singleton } from "#app/lib/singleton.ts";

export type PeopleHere = {
  people: number;
  /** Where they are, the countries with most people first. */
  countries: string[];
};

const kept = { milliseconds: 600_000, room: 1, sizeOf: () => 1 };

/**
 * How many people with a confirmed address there are, and in which countries. Counted once in ten minutes for everybody who
 * asks; one SQL statement then.
 */
export function countPeopleHere(): Promise<PeopleHere> {
  const memory = singleton("accounts.people-here", () => new ShortMemory<PeopleHere>(kept));
  return memory.get("here", async () => {
    const rows = await db().$queryRaw<{ country: string; people: number }[]>`
      SELECT country, count(*)::int AS people FROM users
       WHERE email_confirmed_at IS NOT NULL AND ended_at IS NULL
       GROUP BY country ORDER BY 2 DESC, 1`;
    return { people: rows.reduce((sum, { people }) => sum + people, 0), countries: rows.map(({ country }) => country) };
  });
}

/** How many people have joined and confirmed their address since a moment. One SQL statement. */
export function countJoinedSince(since: Date): Promise<number> {
  return db().user.count({ where: { createdAt: { gte: since }, emailConfirmedAt: { not: null } } });
}

/** How many people have chosen each language for their account. One SQL statement. */
export async function countPeopleByLanguage(): Promise<Record<string, number>> {
  const rows = await db().$queryRaw<{ language: string; people: number }[]>`
    SELECT language, count(*)::int AS people FROM users WHERE ended_at IS NULL GROUP BY language`;
  return Object.fromEntries(rows.map(({ language, people }) => [language, people]));
}
