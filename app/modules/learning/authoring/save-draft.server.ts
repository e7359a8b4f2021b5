import { AppError, fieldError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import {
  getUnitToWriteFor,
  type TextState,
  loadTextState,
  lockTexts,
  versionOf,
  type Written,
  writtenIn,
} from "./load-texts.server.ts";

export type UnitAddress = { courseSlug: string; unitSlug: string };
export type DraftInput = Written & { language: string; version: string };

/** What somebody else wrote meanwhile, for whoever has to choose. */
export type StaleDraft = Written & { version: string; savedBy: string | null; savedAt: Date | null };

/**
 * Saves what an author has typed in one language; learners do not see it. Returns the new version. Saving again what is
 * saved already is harmless, whatever version it names: the answer was lost on the way. Throws as `getUnitToWriteFor`,
 * 400 for a language that the course does not have, and 409 "authoring.editor.error.stale" with `StaleDraft` when the
 * text has changed since `version`.
 */
export async function saveDraft(
  actor: MaybeActor,
  address: UnitAddress,
  input: DraftInput,
  { at = new Date() } = {},
): Promise<{ version: string; savedAt: Date }> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, input.language);
  if (language !== input.language) throw wrongLanguage();
  return transaction(async (tx) => {
    await lockTexts(tx, unit.id);
    return writeDraft(tx, { unitId: unit.id, userId: access.actor.id, at }, input);
  });
}

/** The same inside a transaction that holds `lockTexts`. */
export async function writeDraft(
  tx: Tx,
  { unitId, userId, at }: { unitId: string; userId: string; at: Date },
  { language, version, title, body }: DraftInput,
): Promise<{ version: string; savedAt: Date }> {
  const state = await loadTextState(unitId, language, tx);
  const now = versionOf(state);
  const there = writtenIn(state);
  if (there.title === title && there.body === body) return { version: now, savedAt: state.draft?.savedAt ?? at };
  if (now !== version) throw staleDraft(state);
  const baseNumber = state.draft?.baseNumber ?? state.published?.number ?? 0;
  const next = (state.draft?.version ?? 0) + 1;
  const data = { title, body, version: next, baseNumber, savedById: userId, savedAt: at };
  await tx.unitDraft.upsert({
    where: { unitId_language: { unitId, language } },
    create: { unitId, language, ...data },
    update: data,
    select: { unitId: true },
  });
  return { version: `${baseNumber}.${next}`, savedAt: at };
}

/**
 * Puts the published text back in the draft's place; its version goes on, so that a page that still shows the draft is
 * found out. Throws as `saveDraft`; 409 when nothing is published that one could go back to.
 */
export async function discardDraft(
  actor: MaybeActor,
  address: UnitAddress,
  { language: wished, version }: { language: string; version: string },
  { at = new Date() } = {},
): Promise<void> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, wished);
  await transaction(async (tx) => {
    await lockTexts(tx, unit.id);
    const state = await loadTextState(unit.id, language, tx);
    if (!state.published) throw new AppError("authoring.editor.error.nothing_published", 409);
    if (!state.draft) return;
    if (versionOf(state) !== version) throw staleDraft(state);
    const { title, body, number } = state.published;
    await tx.unitDraft.update({
      where: { unitId_language: { unitId: unit.id, language } },
      data: {
        title,
        body,
        baseNumber: number,
        version: state.draft.version + 1,
        savedById: access.actor.id,
        savedAt: at,
      },
      select: { unitId: true },
    });
  });
}

/** The refusal of a text that was typed over an older one. */
export function staleDraft(state: TextState): AppError {
  const { draft, published } = state;
  const data: StaleDraft = {
    ...writtenIn(state),
    version: versionOf(state),
    savedBy: draft?.savedBy ?? null,
    savedAt: draft?.savedAt ?? published?.updatedAt ?? null,
  };
  return new AppError("authoring.editor.error.stale", 409, { data });
}

/** The refusal of a language that the course does not have. */
export function wrongLanguage(): AppError {
  return fieldError("language", "authoring.editor.error.language");
}
