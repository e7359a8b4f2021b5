import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { type LayerText, layerIn } from "#app/lib/layers.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";

export type SpaceFacts = {
  code: string;
  /** The activity it belongs to; null for the lobby. */
  activityCode: string | null;
  outputCode: string | null;
  /** The activity's title; null for the lobby and where the wording is not known. */
  title: LayerText | null;
  wording: "official" | "provisional" | "unknown" | null;
  topicCount: number;
  replyCount: number;
  unansweredCount: number;
  lastActivityAt: Date | null;
  isFollowed: boolean;
};

export type SpaceGroup = { outputCode: string | null; short: LayerText | null; spaces: SpaceFacts[] };

type Row = Omit<SpaceFacts, "title"> & { title: unknown; short: unknown };

const nobody = "00000000-0000-0000-0000-000000000000";

/** All spaces in the order of the Open Roadmap, grouped by output, the lobby first. One statement. */
export async function listSpacesFor(actor: MaybeActor, language: string): Promise<SpaceGroup[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT s.code, s.activity_code AS "activityCode", a.output_code AS "outputCode", a.title, a.wording::text,
           o.short, s.topic_count AS "topicCount", s.reply_count AS "replyCount",
           s.unanswered_count AS "unansweredCount", s.last_activity_at AS "lastActivityAt",
           f.user_id IS NOT NULL AS "isFollowed"
      FROM spaces s
      LEFT JOIN activities a ON a.code = s.activity_code
      LEFT JOIN outputs o ON o.code = a.output_code
      LEFT JOIN space_follows f ON f.space_code = s.code AND f.user_id = ${actor?.id ?? nobody}::uuid
     ORDER BY o.position NULLS FIRST, s.position, s.code`;
  const groups: SpaceGroup[] = [];
  for (const { short, ...row } of rows) {
    if (groups.at(-1)?.outputCode !== row.outputCode)
      groups.push({ outputCode: row.outputCode, short: layerIn(short, language), spaces: [] });
    groups.at(-1)!.spaces.push({ ...row, title: layerIn(row.title, language) });
  }
  return groups;
}

/**
 * One space with its charter, and the spaces beside it on the same road (`siblings`; none for the lobby). Throws 404. One
 * statement.
 */
export async function getSpaceFor(actor: MaybeActor, code: string, language: string) {
  const rows = await db().$queryRaw<(Row & { charter: unknown })[]>`
    SELECT s.code, s.activity_code AS "activityCode", a.output_code AS "outputCode", a.title, a.wording::text,
           o.short, s.topic_count AS "topicCount", s.reply_count AS "replyCount",
           s.unanswered_count AS "unansweredCount", s.last_activity_at AS "lastActivityAt",
           f.user_id IS NOT NULL AS "isFollowed", s.charter
      FROM spaces s
      LEFT JOIN activities a ON a.code = s.activity_code
      LEFT JOIN outputs o ON o.code = a.output_code
      LEFT JOIN space_follows f ON f.space_code = s.code AND f.user_id = ${actor?.id ?? nobody}::uuid
     WHERE s.code = ${code}
        OR a.output_code = (SELECT output_code FROM activities WHERE code = ${code})
     ORDER BY s.position, s.code`;
  const [found] = rows.filter((row) => row.code === code);
  if (!found) throw notFound();
  const read = ({ charter: _, short: __, ...row }: (typeof rows)[number]): SpaceFacts => ({
    ...row,
    title: layerIn(row.title, language),
  });
  return {
    space: { ...read(found), charter: layerIn(found.charter, language), output: layerIn(found.short, language) },
    siblings: rows.filter((row) => row.code !== code).map(read),
  };
}
