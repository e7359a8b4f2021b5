import { consumeLimit } from "#app/infra/limits.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { UnitAddress } from "./save-draft.server.ts";
import { listOtherEditors, noteEditor, type OtherEditor } from "./track-editors.server.ts";
import {
  type AuthoredUnit,
  getUnitToWriteFor,
  isChanged,
  loadTextState,
  versionOf,
  type Written,
  writtenIn,
} from "./load-texts.server.ts";
import { type TranslationStatus, translationStatus } from "./translation-status.ts";
import { renderLesson } from "#app/modules/learning/study/get-unit.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

export type Editing = {
  access: Authoring;
  unit: AuthoredUnit;
  language: string;
  text: Written;
  version: string;
  /** As learners would see the text. */
  html: string;
  /** When and by whom the draft was saved; null when there is none. */
  saved: { at: Date; by: string | null } | null;
  /** The number that learners see; 0 = none yet. */
  published: number;
  isChanged: boolean;
  /** Since the draft was begun, another text was published: by an import, or in another window. */
  isBehind: boolean;
  status: TranslationStatus;
  /** Of a translation: what the course's own language says now, as published or, before that, as drafted. */
  source: (Written & { number: number; language: string }) | null;
  others: OtherEditor[];
};

const previews = { name: "authoring_preview", points: 120, seconds: 60 };

/**
 * All that the editor of a unit shows in one language, and notes that the actor has it open, if they look at it now. Eight SQL statements. Throws
 * as `getUnitToWriteFor`.
 */
export async function openEditorFor(
  actor: MaybeActor,
  address: UnitAddress,
  wished: string,
  { isVisit = true, at = new Date() } = {},
): Promise<Editing> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, wished);
  const { defaultLanguage } = access.course;
  const state = await loadTextState(unit.id, language);
  const isOwn = language === defaultLanguage;
  const own = isOwn ? state : await loadTextState(unit.id, defaultLanguage);
  const seen = { unitId: unit.id, userId: access.actor.id, language, at };
  const others = isVisit ? await noteEditor(seen) : await listOtherEditors(seen);
  const { draft, published } = state;
  const text = writtenIn(state);
  return {
    access,
    unit,
    language,
    text,
    version: versionOf(state),
    others,
    html: renderLesson(text.body, language, access.course.slug),
    saved: draft && { at: draft.savedAt, by: draft.savedBy },
    published: published?.number ?? 0,
    isChanged: isChanged(state),
    isBehind: draft !== null && published !== null && draft.baseNumber < published.number,
    status: translationStatus(own.published, published && { isOwn, sourceNumber: published.sourceNumber }),
    source: isOwn
      ? null
      : {
          ...(own.published ?? writtenIn(own)),
          number: own.published?.number ?? 0,
          language: defaultLanguage,
        },
  };
}

/**
 * The HTML that learners would see, by the same code that publishing uses. Throws as `getUnitToWriteFor`, and 429 after
 * 120 a minute.
 */
export async function previewText(
  actor: MaybeActor,
  address: UnitAddress,
  { language, body }: { language: string; body: string },
): Promise<string> {
  const { access } = await getUnitToWriteFor(actor, address, language);
  await consumeLimit(previews, access.actor.id);
  return renderLesson(body, language, access.course.slug);
}
