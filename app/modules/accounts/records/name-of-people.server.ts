import type { Db } from "#app/infra/db.server.ts";

/** What these people are called and where their pages are, by id; who is not there is left out. One SQL statement. */
export async function nameOfPeople(
  client: Db,
  ids: readonly string[],
): Promise<Map<string, { text: string; href: string }>> {
  const rows = await client.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, handle: true },
  });
  return new Map(rows.map(({ id, name, handle }) => [id, { text: name, href: `/people/${handle}` }]));
}
