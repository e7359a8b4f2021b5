import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import { type TranslatedText, translationIn } from "#app/lib/translations.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { nobody } from "#app/modules/forum/nobody.ts";
import type { Level } from "#app/modules/forum/level.ts";
import type { JoinMode, SpaceKind } from "#app/modules/forum/policy.ts";
import { visibleSpaces } from "#app/modules/forum/sight.server.ts";
import type { PostsWait } from "#app/modules/forum/why-waits.ts";
import { listActivityCodesBeside, mapActivities } from "#app/modules/roadmaps/roadmap.server.ts";

export type SpaceFacts = {
  code: string;
  kind: SpaceKind;
  /** Of one that somebody has made; null for those of the Open Roadmap. */
  name: string | null;
  /** The activity it belongs to; null for the lobby, and for one that somebody has made. */
  activityCode: string | null;
  /** The output of its activity, or near which it stands. */
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
  /** Since when nobody writes in it; null while people do. */
  archivedAt: Date | null;
  archivedReason: string | null;
};

/** `made`: the spaces that somebody has made, whatever output they stand near. */
export type SpaceGroup = { outputCode: string | null; made: boolean; spaces: SpaceFacts[] };

type Row = Omit<SpaceFacts, "wording"> & { charter: unknown };

/** The spaces that the actor may see and that are in use, as `listAllSpacesFor` groups them. One statement. */
export async function listSpacesFor(actor: MaybeActor): Promise<SpaceGroup[]> {
  return (await listAllSpacesFor(actor)).groups;
}

/**
 * All spaces that the actor may see: those in use in the order of the Open Roadmap, grouped by output, the lobby first, those that somebody
 * has made last; those that are archived by themselves, the last one first. One statement.
 */
export async function listAllSpacesFor(actor: MaybeActor): Promise<{ groups: SpaceGroup[]; archived: SpaceFacts[] }> {
  const [rows, activities] = await Promise.all([selectSpaces(actor, null), mapActivities()]);
  const all = rows.map((row) => factsOf(row, activities));
  const spaces = all.filter(({ archivedAt }) => archivedAt === null);
  const archived = all.filter(({ archivedAt }) => archivedAt !== null);
  const outputs = new Set([...activities.values()].map(({ outputCode }) => outputCode));
  const ofRoadmap = [null, ...outputs].map((outputCode) => ({
    outputCode,
    made: false,
    spaces: spaces.filter((space) => space.kind === "roadmap" && space.outputCode === outputCode),
  }));
  const made = { outputCode: null, made: true, spaces: spaces.filter(({ kind }) => kind !== "roadmap") };
  return {
    groups: [...ofRoadmap, made].filter((group) => group.spaces.length > 0),
    archived: archived.sort((a, b) => +b.archivedAt! - +a.archivedAt!),
  };
}

/**
 * One space with the beginning of its charter, and the spaces beside it on the same road (`siblings`; none for the lobby). Throws 404. One
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
      charter: beginningOf(translationIn(found.charter, language)),
    },
    siblings: rows.filter((row) => row.code !== code).map((row) => factsOf(row, activities)),
  };
}

/** Characters that the page of a space shows of its charter. */
const beginningLength = 300;

/** How a charter begins, and whether there is more to it. */
function beginningOf(charter: TranslatedText | null): (TranslatedText & { hasMore: boolean }) | null {
  if (!charter) return null;
  const text = excerpt(charter.text, beginningLength);
  return { ...charter, text, hasMore: text !== charter.text.trim() };
}

/** All spaces that the actor may see in their order, or one with those of the activities `beside` it. */
function selectSpaces(actor: MaybeActor, one: { code: string; beside: string[] } | null): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT s.code, s.kind::text, s.name, s.output_code AS "outputCode", s.activity_code AS "activityCode", s.topic_count AS "topicCount", s.reply_count AS "replyCount",
           s.unanswered_count AS "unansweredCount", s.last_activity_at AS "lastActivityAt",
           coalesce(f.level::text, 'normal') AS level, s.charter, s.join_mode::text AS "joinMode",
           s.posts_wait::text AS "postsWait", s.archived_at AS "archivedAt", s.archived_reason AS "archivedReason"
      FROM ${visibleSpaces(actor)} s
      LEFT JOIN space_follows f ON f.space_code = s.code AND f.user_id = ${actor?.id ?? nobody}::uuid
     WHERE ${one === null} OR s.code = ${one?.code ?? ""} OR s.activity_code = ANY(${one?.beside ?? []})
     ORDER BY s.position, s.code`;
}

function factsOf({ charter: _, ...row }: Row, activities: Awaited<ReturnType<typeof mapActivities>>): SpaceFacts {
  const activity = activities.get(row.activityCode ?? "");
  return {
    ...row,
    outputCode: activity?.outputCode ?? row.outputCode,
    wording: activity?.wording ?? null,
  };
}
