import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { canSeeTopic } from "#app/modules/forum/policy.ts";
import { placed, placedColumns, visibleTopics } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/**
 * SQL: whether a line `a` of the audit log tells of a space that the actor facilitates: of the space itself, of a topic that stands there (or
 * was moved away) and that they may read, or of what names the space. A topic out of their sight is out of their log.
 */
export function isLineOfSpaces(actor: Actor): Prisma.Sql {
  const { facilitates } = actor;
  return Prisma.sql`
    CASE WHEN a.subject LIKE 'topic:%' THEN EXISTS (
           SELECT FROM topics its JOIN ${visibleTopics(actor)} t ON t.id = coalesce(its.merged_into_id, its.id)
            WHERE its.id = substring(a.subject FROM 7)::uuid
              AND (t.space_code = ANY(${facilitates})
                   OR a.action = 'forum.topic.moved' AND a.data ->> 'from' = ANY(${facilitates})))
         WHEN a.subject LIKE 'space:%' THEN substring(a.subject FROM 7) = ANY(${facilitates})
         ELSE coalesce(a.data ->> 'space' = ANY(${facilitates}), false) END`;
}

/**
 * What topics are called that lines of the log name, and where they are, by id; of a merged one, where it went. Those that the actor may
 * not see are left out. One SQL statement.
 */
export async function nameTopicsFor(
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, { text: string; href: string }>> {
  const columns = { publicId: true, slug: true, title: true, ...placedColumns } as const;
  const rows = await db().topic.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, ...columns, mergedInto: { select: columns } },
  });
  return new Map(
    rows.flatMap(({ id, mergedInto, ...own }) => {
      const topic = mergedInto ?? own;
      return canSeeTopic(actor, placed(topic)) ? [[id, { text: topic.title, href: topicPath(topic) }] as const] : [];
    }),
  );
}
