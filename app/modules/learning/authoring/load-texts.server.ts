import { notFound } from "#app/infra/app-error.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { getAuthoringFor, type Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

export type AuthoredUnit = { id: string; slug: string; kind: UnitKind; state: "draft" | "published" };

/** What stands in a unit's draft or in its published text. */
export type Written = { title: string; body: string };
type DraftText = Written & { version: number; baseNumber: number; savedAt: Date; savedBy: string | null };
export type PublishedText = Written & { number: number; sourceNumber: number | null; updatedAt: Date };
export type TextState = { draft: DraftText | null; published: PublishedText | null };

/**
 * A present unit for whoever writes the course, and the language that is meant: `wished` when the course has it, else the
 * course's own. Two SQL statements. Throws as `getAuthoringFor`, and 404 for a unit that is not there.
 */
export async function getUnitToWriteFor(
  actor: MaybeActor,
  { courseSlug, unitSlug }: { courseSlug: string; unitSlug: string },
  wished: string,
): Promise<{ access: Authoring; unit: AuthoredUnit; language: string }> {
  const access = await getAuthoringFor(actor, courseSlug, wished);
  const unit = await db().unit.findFirst({
    where: { courseId: access.course.id, slug: unitSlug, removedAt: null, module: { removedAt: null } },
    select: { id: true, slug: true, kind: true, state: true },
  });
  if (!unit) throw notFound();
  const { languages, defaultLanguage } = access.course;
  return { access, unit, language: languages.includes(wished) ? wished : defaultLanguage };
}

/** Locks a unit's texts until the transaction ends: saving and publishing happen one after the other. */
export async function lockTexts(tx: Tx, unitId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM units WHERE id = ${unitId}::uuid FOR NO KEY UPDATE`;
}

/** The draft and the published text of one language. Two SQL statements. */
export async function loadTextState(unitId: string, language: string, from: Db = db()): Promise<TextState> {
  const where = { unitId_language: { unitId, language } };
  const draft = await from.unitDraft.findUnique({
    where,
    select: {
      title: true,
      body: true,
      version: true,
      baseNumber: true,
      savedAt: true,
      savedBy: withName,
    },
  });
  const published = await from.unitText.findUnique({
    where,
    select: { title: true, body: true, number: true, sourceNumber: true, updatedAt: true },
  });
  return { draft: draft && { ...draft, savedBy: draft.savedBy?.name ?? null }, published };
}

/** What the editor shows: the draft, else the published text, else nothing yet. */
export function writtenIn({ draft, published }: TextState): Written {
  const { title, body } = draft ?? published ?? { title: "", body: "" };
  return { title, body };
}

/**
 * Names what a page has seen: the published number that its draft began from, and the draft's version. Publishing and
 * discarding change it too, so a page that slept through them is found out.
 */
export function versionOf({ draft, published }: TextState): string {
  return draft ? `${draft.baseNumber}.${draft.version}` : `${published?.number ?? 0}.0`;
}

/** Whether the draft says anything else than what learners see. */
export function isChanged({ draft, published }: TextState): boolean {
  return draft !== null && (draft.title !== published?.title || draft.body !== published.body);
}
