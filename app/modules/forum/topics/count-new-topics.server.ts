import { db } from "#app/infra/db.server.ts";
import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import { singleton } from "#app/lib/singleton.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";

const days = 30;
const kept = { milliseconds: 600_000, room: 1, sizeOf: () => 1 };

/** How many topics that everybody may read moved within thirty days. Counted once in ten minutes for everybody who asks; one SQL statement then. */
export function countMovedTopics(): Promise<number> {
  const memory = singleton("forum.moved-topics", () => new ShortMemory<number>(kept));
  return memory.get("month", async () => {
    const since = new Date(Date.now() - days * 86_400_000);
    const [row] = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM ${visibleTopics(null)} t WHERE last_reply_at >= ${since}`;
    return row!.count;
  });
}
