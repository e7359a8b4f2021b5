import { AppError, fieldError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { markdownRendererVersion } from "#app/lib/markdown.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { type DraftInput, type UnitAddress, wrongLanguage, writeDraft } from "./save-draft.server.ts";
import {
  type AuthoredUnit,
  getUnitToWriteFor,
  loadTextState,
  lockTexts,
  type PublishedText,
} from "./load-texts.server.ts";
import { findUnitFaults, requireFinishable } from "./publishing-checklist.server.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { renderLesson } from "#app/modules/learning/study/get-unit.server.ts";
import { lockStructure, publishUnit } from "#app/modules/learning/study/publish-unit.server.ts";

export type PublishInput = DraftInput & { note: string; source?: number | undefined };

/** `isFirst`: learners see the unit from now on. Without `isNew` the text was published already, word for word. */
export type Publication = { number: number; isNew: boolean; isFirst: boolean };

/**
 * Publishes what an author sends with the form, over the draft that `version` names: the text gets the next number and a
 * place in the history, and the unit is published with its first one. A translation remembers which text of the course's
 * own language it was made from (`source`). Throws as `saveDraft`, 400 for a lesson or a title that is empty, 409 for a
 * translation of what is not published yet, and for the first text of a unit that learners could not finish.
 */
export async function publishText(
  actor: MaybeActor,
  address: UnitAddress,
  input: PublishInput,
  { at = new Date() } = {},
): Promise<Publication> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, input.language);
  if (language !== input.language) throw wrongLanguage();
  requireText(unit, input);
  const { course } = access;
  const userId = access.actor.id;
  // Rendering takes its time; it needs no lock.
  const html = renderLesson(input.body, language, course.slug);
  return transaction(async (tx) => {
    // In this order everywhere: whoever rearranges the outline holds the course first, too.
    await lockStructure(tx, course.id);
    await lockTexts(tx, unit.id);
    await writeDraft(tx, { unitId: unit.id, userId, at }, input);
    const own = await loadOwn(tx, unit.id, course.defaultLanguage);
    const isOwn = language === course.defaultLanguage;
    if (!isOwn && !own) throw new AppError("authoring.editor.error.own_language_first", 409);
    const { published } = await loadTextState(unit.id, language, tx);
    const isNew = published?.title !== input.title || published.body !== input.body;
    if (unit.state === "draft") {
      const text = { hasText: input.body.trim() !== "", ownLanguage: course.defaultLanguage };
      requireFinishable(await findUnitFaults(tx, unit, text));
    }
    const number = isNew ? await nextNumber(tx, unit.id, language, published) : published.number;
    const sourceNumber = isOwn ? null : Math.min(input.source ?? own!.number, own!.number);
    const text = { title: input.title, body: input.body, html, number, sourceNumber, updatedAt: at };
    const data = { ...text, rendererVersion: markdownRendererVersion };
    const where = { unitId_language: { unitId: unit.id, language } };
    await tx.unitText.upsert({
      where,
      create: { unitId: unit.id, language, ...data },
      update: data,
      select: { unitId: true },
    });
    if (isNew) {
      const { title, body } = input;
      const version = { title, body, note: input.note || null, authorId: userId, createdAt: at };
      await tx.unitTextVersion.create({
        data: { unitId: unit.id, language, number, ...version },
        select: { id: true },
      });
    }
    await tx.unitDraft.deleteMany({ where: { unitId: unit.id, language } });
    return { number, isNew, isFirst: await publishUnit(tx, { unitId: unit.id }) };
  });
}

/**
 * Says of a translation that it still fits the course's own text as that is now. Throws as `getUnitToWriteFor`, 409 when
 * there is no translation, or when the own text that was compared (`source`) is not the present one any more.
 */
export async function confirmTranslation(
  actor: MaybeActor,
  address: UnitAddress,
  { language: wished, source }: { language: string; source?: number | undefined },
): Promise<void> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, wished);
  const { defaultLanguage } = access.course;
  await transaction(async (tx) => {
    await lockTexts(tx, unit.id);
    const own = await loadOwn(tx, unit.id, defaultLanguage);
    const { published } = await loadTextState(unit.id, language, tx);
    if (!own || !published || language === defaultLanguage)
      throw new AppError("authoring.editor.error.nothing_published", 409);
    if (source !== undefined && source !== own.number) throw new AppError("authoring.editor.error.source_moved", 409);
    await tx.$executeRaw`
      UPDATE unit_texts SET source_number = ${own.number} WHERE unit_id = ${unit.id}::uuid AND language = ${language}`;
  });
}

function loadOwn(tx: Tx, unitId: string, language: string): Promise<{ number: number } | null> {
  return tx.unitText.findUnique({ where: { unitId_language: { unitId, language } }, select: { number: true } });
}

/** The text that was published without the editor gets its place in the history before another takes its own. */
async function nextNumber(tx: Tx, unitId: string, language: string, published: PublishedText | null): Promise<number> {
  if (published) {
    const { title, body, number, updatedAt } = published;
    const data = [{ unitId, language, number, title, body, createdAt: updatedAt }];
    await tx.unitTextVersion.createMany({ data, skipDuplicates: true });
  }
  const { _max } = await tx.unitTextVersion.aggregate({ where: { unitId, language }, _max: { number: true } });
  return Math.max(_max.number ?? 0, published?.number ?? 0) + 1;
}

function requireText({ kind }: AuthoredUnit, { title, body }: PublishInput): void {
  if (!title) throw fieldError("title", "error.field.required");
  // What is done in most kinds stands below their text; a lesson is its text.
  if (unitKinds[kind].needsText && !body.trim()) throw fieldError("body", "error.field.required");
}
