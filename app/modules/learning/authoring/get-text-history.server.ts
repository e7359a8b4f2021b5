import { AppError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { type DiffPart, diffWords } from "#app/lib/diff.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { staleDraft, type UnitAddress } from "./save-draft.server.ts";
import {
  type AuthoredUnit,
  getUnitToWriteFor,
  isChanged,
  type TextState,
  loadTextState,
  lockTexts,
  type Written,
} from "./load-texts.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

const pageSize = 30;

/** A published text; without an author it came with a package. */
type TextVersion = { number: number; title: string; note: string | null; author: string | null; at: Date };

/** 0 stands for the draft. */
export type Comparison = { from: number; to: number; title: DiffPart[]; body: DiffPart[] };

export type TextHistory = {
  access: Authoring;
  unit: AuthoredUnit;
  language: string;
  /** Newest first. */
  versions: TextVersion[];
  /** Of the last one shown, when there are older ones. */
  older: number | null;
  /** What is being written, when it is not what learners see. */
  draft: { savedAt: Date; savedBy: string | null } | null;
  comparison: Comparison | null;
};

/**
 * The published texts of a unit in one language, newest first, thirty at a time (`before` a number), and what changed
 * between two of them: `from` and `to`, 0 for the draft; without a wish, the newest against the one before it. Seven SQL
 * statements at most. Throws as `getUnitToWriteFor`, 404 for a version that is not there.
 */
export async function getHistoryFor(
  actor: MaybeActor,
  address: UnitAddress,
  wish: { language: string; from: number | null; to: number | null; before: number | null },
): Promise<TextHistory> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, wish.language);
  const state = await loadTextState(unit.id, language);
  const rows = await listVersions(unit.id, language, wish.before);
  const hidden = untouched(state, rows, wish.before);
  const versions = [...hidden, ...rows].slice(0, pageSize);
  const older = rows.length > pageSize ? versions.at(-1)!.number : null;
  const to = wish.to ?? (isChanged(state) ? 0 : (versions[0]?.number ?? null));
  const from = wish.from ?? versions.find(({ number }) => to === 0 || (to !== null && number < to))?.number ?? null;
  return {
    access,
    unit,
    language,
    versions,
    older,
    draft: isChanged(state) ? { savedAt: state.draft!.savedAt, savedBy: state.draft!.savedBy } : null,
    comparison: from === null || to === null || from === to ? null : await compare(unit.id, language, state, from, to),
  };
}

async function listVersions(unitId: string, language: string, before: number | null): Promise<TextVersion[]> {
  const rows = await db().unitTextVersion.findMany({
    where: { unitId, language, ...(before === null ? {} : { number: { lt: before } }) },
    orderBy: { number: "desc" },
    take: pageSize + 1,
    select: { number: true, title: true, note: true, createdAt: true, author: withName },
  });
  return rows.map(({ author, createdAt, ...row }) => ({ ...row, author: author?.name ?? null, at: createdAt }));
}

/** The published text that came with a package has no row of its own until the editor publishes another. */
function untouched({ published }: TextState, rows: TextVersion[], before: number | null): TextVersion[] {
  if (!published || before !== null || rows.some(({ number }) => number === published.number)) return [];
  const { number, title, updatedAt } = published;
  return [{ number, title, note: null, author: null, at: updatedAt }];
}

async function compare(unitId: string, language: string, state: TextState, from: number, to: number) {
  const older = await textOf(unitId, language, state, from);
  const newer = await textOf(unitId, language, state, to);
  return { from, to, title: diffWords(older.title, newer.title), body: diffWords(older.body, newer.body) };
}

async function textOf(unitId: string, language: string, state: TextState, number: number): Promise<Written> {
  if (number === 0 && state.draft) return state.draft;
  if (number !== 0 && number === state.published?.number) return state.published;
  const where = { unitId_language_number: { unitId, language, number } };
  const row = await db().unitTextVersion.findUnique({ where, select: { title: true, body: true } });
  if (!row) throw notFound();
  return row;
}

/**
 * Makes a new draft of a published text; learners see it once it is published. A draft that somebody is writing is only
 * replaced when `replaces` says so. Throws as `getUnitToWriteFor`, 404 for a version that is not there, 409 with
 * `StaleDraft` for a draft in its place.
 */
export async function restoreVersion(
  actor: MaybeActor,
  address: UnitAddress,
  { language: wished, number, replaces }: { language: string; number: number; replaces: boolean },
  { at = new Date() } = {},
): Promise<void> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, wished);
  await transaction(async (tx) => {
    await lockTexts(tx, unit.id);
    const state = await loadTextState(unit.id, language, tx);
    const where = { unitId_language_number: { unitId: unit.id, language, number } };
    const row = await tx.unitTextVersion.findUnique({ where, select: { title: true, body: true } });
    const text = row ?? (state.published?.number === number ? state.published : null);
    if (!text) throw notFound();
    const { title, body } = text;
    if (isChanged(state) && !replaces && (state.draft!.title !== title || state.draft!.body !== body)) {
      throw new AppError("authoring.history.error.has_draft", 409, { data: staleDraft(state).details.data });
    }
    const version = (state.draft?.version ?? 0) + 1;
    const baseNumber = state.published?.number ?? 0;
    const data = { title, body, version, baseNumber, savedById: access.actor.id, savedAt: at };
    await tx.unitDraft.upsert({
      where: { unitId_language: { unitId: unit.id, language } },
      create: { unitId: unit.id, language, ...data },
      update: data,
      select: { unitId: true },
    });
  });
}
