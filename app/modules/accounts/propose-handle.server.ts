import { randomInt } from "node:crypto";
import type { Db } from "#app/infra/db.server.ts";
import { slugify } from "#app/lib/slug.ts";

/**
 * A free handle made from a name ("Awa Ndiaye" -> "awa-ndiaye", then "awa-ndiaye-4821"). Handles are stored in lower case,
 * so they are unique by casefold; the unique constraint decides a race.
 */
export async function proposeHandle(tx: Db, name: string): Promise<string> {
  const base = slugify(name).slice(0, 40) || "member";
  const candidates = [base, ...Array.from({ length: 5 }, () => `${base}-${randomInt(1000, 1_000_000)}`)];
  const taken = await tx.user.findMany({ where: { handle: { in: candidates } }, select: { handle: true } });
  const free = candidates.find((candidate) => !taken.some(({ handle }) => handle === candidate));
  return free ?? `${base}-${randomInt(1_000_000, 1_000_000_000)}`;
}
