import { issueCode } from "#app/i18n/message-key.ts";
import { AppError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { slugify } from "#app/lib/slug.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { findSurvey } from "./find-survey.server.ts";
import { loadItems, saveSurvey } from "./save-survey.server.ts";
import { surveySchema } from "./schemas.ts";
import type { SurveyItem, SurveyKind } from "./survey.ts";

export type EditedItem = SurveyItem & { answers: number };

/** A survey as its author edits it. Two SQL statements. Throws 404 for no such survey in the course. */
export async function getSurveyForEditing(
  { course }: Authoring,
  unitSlug: string,
  language: string,
): Promise<{ title: Text; items: EditedItem[] }> {
  const { id, titles } = await findSurvey(course.id, unitSlug);
  const rows = await loadItems(db(), id);
  const items = rows.map(({ key, kind, isRequired, translations, answers }) => ({
    key,
    kind,
    isRequired,
    translations,
    answers,
  }));
  return { title: textIn(titles, language, course.defaultLanguage), items };
}

export type SurveyEdit =
  | {
      intent: "save";
      key: string | null;
      kind: SurveyKind;
      isRequired: boolean;
      translations: SurveyItem["translations"];
    }
  | { intent: "up" | "down" | "remove"; key: string };

/**
 * Adds (key null), changes, moves or removes one question; everything else stays as it is. Throws 404 for an unknown key,
 * 400 "error.form" for what the schema refuses, 409 when answers would change their meaning.
 */
export async function editSurvey(
  { course }: Authoring,
  unitSlug: string,
  edit: SurveyEdit,
  { at = new Date() } = {},
): Promise<void> {
  const { id } = await findSurvey(course.id, unitSlug);
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM units WHERE id = ${id}::uuid FOR UPDATE`;
    const rows = await loadItems(tx, id, { withRemoved: true });
    const items = rows
      .filter(({ removedAt }) => !removedAt)
      .map(({ key, kind, isRequired, translations }): SurveyItem => ({ key, kind, isRequired, translations }));
    const changed = changedBy(items, edit, (prompt) => newKey(prompt, new Set(rows.map(({ key }) => key))));
    await saveSurvey(tx, id, changed, at);
  });
}

function changedBy(items: SurveyItem[], edit: SurveyEdit, keyFor: (prompt: string) => string): SurveyItem[] {
  const position = items.findIndex(({ key }) => key === edit.key);
  if (edit.key !== null && position < 0) throw notFound();
  switch (edit.intent) {
    case "remove":
      return items.filter((_, index) => index !== position);
    case "up":
    case "down": {
      const to = edit.intent === "up" ? position - 1 : position + 1;
      const moved = items[position]!;
      const others = items.filter((_, index) => index !== position);
      // At either end it stays where it is.
      return [...others.slice(0, Math.max(0, to)), moved, ...others.slice(Math.max(0, to))];
    }
    case "save": {
      const { kind, isRequired, translations } = edit;
      const item = {
        key: edit.key ?? keyFor(Object.values(translations)[0]?.prompt ?? ""),
        kind,
        isRequired,
        translations,
      };
      const all = edit.key === null ? [...items, item] : items.map((one, index) => (index === position ? item : one));
      return checked(all, item.key);
    }
  }
}

function checked(items: SurveyItem[], key: string): SurveyItem[] {
  const result = surveySchema.safeParse(items);
  if (result.success) return result.data;
  const index = items.findIndex((item) => item.key === key);
  const fields = Object.fromEntries(
    result.error.issues.map((issue) => [
      fieldOf(issue.path.slice(issue.path[0] === index ? 1 : 0)),
      { code: issueCode(issue) },
    ]),
  );
  throw new AppError("error.form", 400, { fields });
}

/** ["translations", "fr", "prompt"] is the field "prompt-fr" of the form. */
function fieldOf(path: PropertyKey[]): string {
  if (path[0] !== "translations") return String(path[0] ?? "form");
  return path[2] === undefined ? "prompt" : `${String(path[2])}-${String(path[1])}`;
}

function newKey(prompt: string, taken: Set<string>): string {
  // A key is a name in files: it keeps to letters that every system can write.
  const plain = slugify(prompt).replace(/[^a-z0-9]+/g, "-");
  const base = plain.slice(0, 60).replace(/^-+|-+$/g, "") || "question";
  let key = base;
  for (let n = 2; taken.has(key); n++) key = `${base}-${n}`;
  return key;
}
