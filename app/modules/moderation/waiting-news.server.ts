import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { knownKindOf } from "./kinds/names.ts";
import { kindOf } from "./kinds/table.server.ts";
import { casePath } from "./paths.ts";

type ToDecide = { deciderIds: string[]; href: string };

/**
 * A case that waits for its first decision, with who may come to it: moderators, administrators and the facilitators of its space, without
 * the author, without those who reported it, and without whom it is kept from (`listJudges`). Null when it is decided. For notices, not
 * for pages. One SQL statement, and one more for what is reviewed without names.
 */
export function findCaseToDecide(caseId: string): Promise<ToDecide | null> {
  return findToDecide(
    Prisma.sql`c.id = ${caseId}::uuid AND c.state = 'open'`,
    Prisma.sql`u.id NOT IN (SELECT reporter_id FROM moderation_reports WHERE case_id = c.id)`,
  );
}

/**
 * The case of an appeal that waits for its answer, with who may give it: as `findCaseToDecide`, also to those who reported it, but not to
 * whoever came to the decision. Null when it is answered.
 */
export function findAppealToDecide(appealId: string): Promise<ToDecide | null> {
  const open = Prisma.sql`
    SELECT d.decided_by_id FROM moderation_appeals a JOIN moderation_decisions d ON d.id = a.decision_id
     WHERE a.id = ${appealId}::uuid AND a.case_id = c.id AND a.answer_id IS NULL`;
  return findToDecide(
    Prisma.sql`c.id = (SELECT case_id FROM moderation_appeals WHERE id = ${appealId}::uuid)
               AND c.state = 'appealed' AND EXISTS (${open})`,
    Prisma.sql`u.id IS DISTINCT FROM (${open})`,
  );
}

async function findToDecide(which: Prisma.Sql, isAnother: Prisma.Sql): Promise<ToDecide | null> {
  const [row] = await db().$queryRaw<{ publicId: number; kind: string; thingId: string; deciderIds: string[] }[]>`
    SELECT c.public_id AS "publicId", c.kind, c.thing_id AS "thingId",
           ARRAY(SELECT u.id::text FROM ${allPeople} u
                  WHERE (u.role IN ('moderator', 'administrator') OR c.space_code = ANY(u.facilitates))
                    AND u.id <> c.author_id AND ${isAnother}) AS "deciderIds"
      FROM moderation_cases c WHERE ${which}`;
  if (!row) return null;
  const { publicId, deciderIds, kind, thingId } = row;
  const known = knownKindOf(kind);
  const judges = new Set(known ? await kindOf(known).listJudges?.(db(), thingId) : []);
  return { deciderIds: deciderIds.filter((id) => !judges.has(id)), href: casePath(publicId) };
}

/** Those of some cases and appeals, by their ids, that still wait, with the address of the case. For notices, not for pages. One SQL statement. */
export async function mapUndecided(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ id: string; publicId: number }[]>`
    SELECT id::text, public_id AS "publicId" FROM moderation_cases WHERE id = ANY(${ids}::uuid[]) AND state = 'open'
     UNION ALL
    SELECT a.id::text, c.public_id FROM moderation_appeals a JOIN moderation_cases c ON c.id = a.case_id
     WHERE a.id = ANY(${ids}::uuid[]) AND a.answer_id IS NULL AND c.state = 'appealed'`;
  return new Map(rows.map(({ id, publicId }) => [id, casePath(publicId)]));
}
