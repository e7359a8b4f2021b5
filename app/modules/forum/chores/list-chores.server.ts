import { db } from "#app/infra/db.server.ts";
import { upTo } from "#app/infra/statements/plan.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { keepsForum } from "#app/modules/forum/policy.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import { selectTopics, type TopicRow } from "#app/modules/forum/topics/select-topics.server.ts";
import { requireKeeper } from "#app/modules/forum/waiting/list-waiting.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { QuietDays } from "./quiet-days.ts";

/** What waits for the facilitators of a space. */
export type SpaceChores = {
  code: string;
  activityCode: string | null;
  name: string | null;
  /** Posts that nobody else reads before one of them has looked at them, counted as far as a hundred. */
  waiting: number;
  /** People who wish to belong to it, counted likewise. */
  wishes: number;
  /** Questions that nobody has answered for so many days, the oldest first, and whether there are more. */
  unanswered: TopicRow[];
  hasMore: boolean;
  /** Sealed questions without a reply of anybody but their author. */
  sealed: TopicRow[];
};

/** Topics of one space and kind that the page shows. */
const shown = 5;
const mostCounted = 100;
const { sql } = Prisma;

/**
 * What waits for the actor in each space that they facilitate, in the order of the Open Roadmap, those in which nothing does among them.
 * Throws 401, and 403 for who facilitates none. Three SQL statements.
 */
export async function listChoresFor(
  maybe: MaybeActor,
  { days }: { days: QuietDays },
  { at = new Date() } = {},
): Promise<SpaceChores[]> {
  const actor = requireKeeper(maybe);
  const since = new Date(at.getTime() - days * 86_400_000);
  const [spaces, unanswered, sealed] = await Promise.all([
    selectSpaces(actor),
    selectOldest(actor, sql`first_answer = 0 AND closed_at IS NULL AND sealed_at IS NULL AND created_at < ${since}`),
    selectOldest(actor, sql`first_answer = 0 AND closed_at IS NULL AND sealed_at IS NOT NULL`),
  ]);
  const of = (topics: TopicRow[], code: string) => topics.filter(({ spaceCode }) => spaceCode === code);
  return spaces.map((space) => {
    const quiet = of(unanswered, space.code);
    const isMore = quiet.length > shown;
    return {
      ...space,
      unanswered: quiet.slice(0, shown),
      hasMore: isMore,
      sealed: of(sealed, space.code).slice(0, shown),
    };
  });
}

/** Nothing waits in an archived space. */
const isKept = (actor: Actor) =>
  keepsForum(actor) ? sql`s.archived_at IS NULL` : sql`s.archived_at IS NULL AND s.code = ANY(${actor.facilitates})`;

function selectSpaces(actor: Actor): Promise<Omit<SpaceChores, "unanswered" | "hasMore" | "sealed">[]> {
  return db().$queryRaw`
    SELECT s.code, s.activity_code AS "activityCode", s.name,
           (SELECT count(*)::int FROM (
              SELECT 1 FROM waiting_posts w LEFT JOIN topics t ON t.id = w.topic_id
               WHERE w.state = 'waiting' AND w.author_id <> ${actor.id}::uuid AND coalesce(t.space_code, w.space_code) = s.code
               ${upTo(mostCounted)}) found) AS waiting,
           (SELECT count(*)::int FROM (
              SELECT 1 FROM space_wishes w WHERE w.space_code = s.code AND w.declined_at IS NULL ${upTo(mostCounted)}) found) AS wishes
      FROM spaces s WHERE ${isKept(actor)} ORDER BY s.position, s.code`;
}

/** The oldest topics of a condition of each space, one more than the page shows. */
function selectOldest(actor: Actor, which: Prisma.Sql): Promise<TopicRow[]> {
  const picked = sql`
    SELECT oldest.* FROM spaces s
     CROSS JOIN LATERAL (
       SELECT * FROM ${visibleTopics(actor)} t WHERE space_code = s.code AND ${which}
        ORDER BY created_at, id ${upTo(shown + 1)}) oldest
     WHERE ${isKept(actor)}`;
  return selectTopics(actor, picked, sql`t.created_at, t.id`);
}
