import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { translationIn } from "#app/lib/translations.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { Level } from "#app/modules/forum/level.ts";
import type { JoinMode } from "#app/modules/forum/policy.ts";
import { visibleSpaces } from "#app/modules/forum/sight.server.ts";
import type { PostsWait } from "#app/modules/forum/why-waits.ts";
import { listActivityCodesBeside, mapActivities } from "#app/modules/roadmaps/roadmap.server.ts";

export type SpaceFacts = {
  code: string;
  /** The activity it belongs to; null for the lobby. */
  activityCode: string | null;
  outputCode: string | null;
  wording: "official" | "provisional" | "unknown" | null;
  topicCount: number;
  replyCount: number;
  unansweredCount: number;
  lastActivityAt: Date | null;
  /** How much the actor wants to hear of it. */
  level: Level;
  joinMode: JoinMode;
  /** Whose posts wait for its facilitators. */
  postsWait: PostsWait;
};

export type SpaceGroup = { outputCode: string | null; spaces: SpaceFacts[] };

type Row = Omit<SpaceFacts, "outputCode" | "wording"> & { charter: unknown };

const nobody = "00000000-0000-0000-0000-000000000000";

/** All spaces in the order of the Open Roadmap, grouped by output, the lobby first. One statement. */
export async function listSpacesFor(actor: MaybeActor): Promise<SpaceGroup[]> {
  const [rows, activities] = await Promise.all([selectSpaces(actor, null), mapActivities()]);
  const spaces = rows.map((row) => factsOf(row, activities));
  const outputs = new Set([...activities.values()].map(({ outputCode }) => outputCode));
  const groups = [null, ...outputs].map((outputCode) => ({
    outputCode,
    spaces: spaces.filter((space) => space.outputCode === outputCode),
  }));
  return groups.filter((group) => group.spaces.length > 0);
}

/**
 * One space with its charter, and the spaces beside it on the same road (`siblings`; none for the lobby). Throws 404. One
 * statement.
 */
export async function getSpaceFor(actor: MaybeActor, code: string, language: string) {
  const beside = await listActivityCodesBeside(code);
  const rows = await selectSpaces(actor, { code, beside });
  const activities = await mapActivities();
  const found = rows.find((row) => row.code === code);
  if (!found) throw notFound();
  return {
    space: {
      ...factsOf(found, activities),
      charter: translationIn(found.charter, language),
    },
    siblings: rows.filter((row) => row.code !== code).map((row) => factsOf(row, activities)),
  };
}

/** All spaces in their order, or one with those of the activities `beside` it. */
function selectSpaces(actor: MaybeActor, one: { code: string; beside: string[] } | null): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT s.code, s.activity_code AS "activityCode", s.topic_count AS "topicCount", s.reply_count AS "replyCount",
           s.unanswered_count AS "unansweredCount", s.last_activity_at AS "lastActivityAt",
           coalesce(f.level::text, 'normal') AS level, s.charter, s.join_mode::text AS "joinMode",
           s.posts_wait::text AS "postsWait"
      FROM ${visibleSpaces(actor)} s
      LEFT JOIN space_follows f ON f.space_code = s.code AND f.user_id = ${actor?.id ?? nobody}::uuid
     WHERE ${one === null} OR s.code = ${one?.code ?? ""} OR s.activity_code = ANY(${one?.beside ?? []})
     ORDER BY s.position, s.code`;
}

function factsOf({ charter: _, ...row }: Row, activities: Awaited<ReturnType<typeof mapActivities>>): SpaceFacts {
  const activity = activities.get(row.activityCode ?? "");
  return {
    ...row,
    outputCode: activity?.outputCode ?? null,
    wording: activity?.wording ?? null,
  };
}
