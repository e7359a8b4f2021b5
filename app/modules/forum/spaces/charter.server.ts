import { AppError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { type Db, db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { isLanguage, type Language } from "#app/i18n/languages.ts";
import { diffWords } from "#app/lib/diff.ts";
import { translationIn } from "#app/lib/translations.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withHandle } from "#app/modules/accounts/person-columns.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { renderPost } from "#app/modules/forum/render-post.server.ts";
import { requireFacilitator, requireSpace } from "./require-space.server.ts";
import type { CharterInput } from "./schemas.ts";

/** Versions that the history of a charter shows in one language. */
const maxVersions = 50;

/** What somebody who saves over a newer charter is shown: the text as it stands now. */
export type CharterConflict = { body: string; version: number };

type Present = { texts: Record<string, string>; version: number };

/**
 * The charter of a space as its page shows it, in `language` or, where there is none, another one, and the languages that there are.
 * Throws 404. Two SQL statements.
 */
export async function getCharterFor(maybe: MaybeActor, code: string, language: string) {
  const space = await requireSpace(maybe, code);
  const { texts } = await findCharter(db(), code, language);
  const shown = translationIn(texts, language);
  return {
    space,
    charter: shown && { language: shown.language, html: renderPost(shown.text, shown.language) },
    languages: Object.keys(texts).filter(isLanguage),
  };
}

/**
 * The charter of a space in one language, for the form that changes it; empty where there is none yet. Throws 401, 403 as
 * `requireFacilitator`, or for who may not post, 404. Two SQL statements.
 */
export async function getCharterToEdit(maybe: MaybeActor, code: string, language: Language) {
  const { space } = await requireCharterEditor(maybe, code);
  const { texts, version } = await findCharter(db(), code, language);
  return { space, language, body: texts[language] ?? "", version };
}

/** Throws for whoever may not change the charter of a space: 401, 403, 404 as `requireFacilitator`, 403 for who may not post. */
export async function requireCharterEditor(maybe: MaybeActor, code: string, from: Db = db()) {
  const { space } = await requireFacilitator(maybe, code, from);
  return { actor: requirePoster(maybe), space };
}

/**
 * Changes the charter of a space in one language, from the version that the edit began with. What it said before is kept, and the
 * audit log has a line; the same text changes nothing. Throws as `requireCharterEditor`, 409 "forum.error.charter_conflict" with the present text
 * (`CharterConflict`) when somebody was faster.
 */
export async function saveCharter(
  maybe: MaybeActor,
  code: string,
  { language, version, body }: CharterInput,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    // Whoever is second waits here, and then sees what the first has written.
    await tx.$queryRaw`SELECT 1 FROM spaces WHERE code = ${code} FOR NO KEY UPDATE`;
    const { actor } = await requireCharterEditor(maybe, code, tx);
    const now = await findCharter(tx, code, language);
    const before = now.texts[language] ?? "";
    if (before === body) return;
    if (now.version !== version) {
      const data: CharterConflict = { body: before, version: now.version };
      throw new AppError("forum.error.charter_conflict", 409, { data });
    }
    const revision = { spaceCode: code, language, version, body: before, editorId: actor.id, createdAt: at };
    await tx.charterRevision.create({ data: revision, select: { version: true } });
    const charter = { ...now.texts, [language]: body };
    await tx.space.update({ where: { code }, data: { charter }, select: { code: true } });
    const data = { space: code, language };
    await recordAudit(tx, { actorId: actor.id, action: "forum.charter.changed", subject: `space:${code}`, data });
  });
}

/**
 * How the charter of a space has changed in one language: its versions, the newest first (50 at most), and what the one asked for has
 * changed, else the newest. Whoever sees the space reads it. Throws 404. Two SQL statements.
 */
export async function getCharterHistory(maybe: MaybeActor, code: string, language: Language, version: number | null) {
  const space = await requireSpace(maybe, code);
  const { charter, charterRevisions: revisions } = await db().space.findUniqueOrThrow({
    where: { code },
    select: {
      charter: true,
      charterRevisions: {
        where: { language },
        select: { version: true, body: true, createdAt: true, editor: withHandle },
        orderBy: { version: "desc" },
        take: maxVersions,
      },
    },
  });
  const present = (charter as Record<string, string>)[language] ?? "";
  // A revision says what stood there before, and who replaced it when: the text that came of it is the next one's.
  const versions = revisions.map(({ version: before, createdAt, editor, body }, index) => ({
    version: before + 1,
    at: createdAt,
    by: editor,
    before: body,
    after: index === 0 ? present : revisions[index - 1]!.body,
  }));
  const shown = versions.find((one) => one.version === version) ?? versions[0] ?? null;
  return {
    space,
    versions: versions.map(({ version: number, at, by }) => ({ version: number, at, by })),
    shown: shown && { version: shown.version, parts: diffWords(shown.before, shown.after) },
  };
}

/** The charter in all its languages, and the version that it has in one of them. */
async function findCharter(from: Db, code: string, language: string): Promise<Present> {
  const { charter, charterRevisions } = await from.space.findUniqueOrThrow({
    where: { code },
    select: {
      charter: true,
      charterRevisions: { where: { language }, select: { version: true }, orderBy: { version: "desc" }, take: 1 },
    },
  });
  const last = charterRevisions[0];
  return { texts: (charter ?? {}) as Record<string, string>, version: last ? last.version + 1 : 0 };
}
