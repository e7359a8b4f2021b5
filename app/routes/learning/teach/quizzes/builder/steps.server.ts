import { parseFields } from "#app/http/form.server.ts";
import { AppError, type FieldErrors } from "#app/infra/app-error.ts";
import type { Fields } from "#app/modules/learning/bank/fields.ts";
import {
  addDraw,
  type DrawInput,
  maxDraws,
  moveSlot,
  moveSlotTo,
  removeSlot,
  setSlotMarks,
  type SlotMarks,
} from "#app/modules/learning/bank/change-slots.server.ts";
import { readTags } from "#app/modules/learning/bank/tags.ts";
import { parseNumber } from "#app/modules/learning/courses/numbers.ts";
import { quizSettingsSchema } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { saveQuizSettings } from "#app/modules/learning/quizzes/save-quiz-settings.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { first } from "#app/routes/learning/teach/questions/editor/form-fields.ts";
import { settingsFields } from "./settings-fields.ts";

const mostMarks = 1000;

/**
 * Carries out what a button of the builder asks for. Whatever was typed into the places is kept with every move, so that
 * no press of a button loses it. Returns the notice and the part of the page to go on with.
 */
export async function changeQuiz(
  access: Authoring,
  unit: string,
  fields: Fields,
): Promise<{ flash?: string; part: string }> {
  const [verb = "", slot = "", position = ""] = first(fields, "intent").split(":");
  switch (verb) {
    case "settings":
      await saveQuizSettings(access, unit, parseFields(quizSettingsSchema, settingsFields(fields)));
      return { flash: "authoring.quiz.done.settings", part: "settings" };
    case "draw":
      await addDraw(access, unit, readDraw(fields));
      return { flash: "authoring.quiz.done.draw", part: "slots" };
    case "marks":
      await setSlotMarks(access, unit, readMarks(fields));
      return { flash: "authoring.quiz.done.marks", part: "slots" };
    case "up":
    case "down":
      await setSlotMarks(access, unit, readMarks(fields));
      await moveSlot(access, unit, { slot, direction: verb });
      return { part: `slot-${slot}` };
    case "place":
      await setSlotMarks(access, unit, readMarks(fields));
      await moveSlotTo(access, unit, { slot, position: Number(position) || 1 });
      return { part: `slot-${slot}` };
    case "remove":
      await setSlotMarks(access, unit, readMarks(fields));
      await removeSlot(access, unit, { slot });
      return { flash: "authoring.quiz.done.removed", part: "slots" };
    default:
      throw new AppError("error.form", 400);
  }
}

/** The draw that the form describes. Throws 400 beside each wrong field. */
function readDraw(fields: Fields): DrawInput {
  const errors: FieldErrors = {};
  const { tags, errors: tagErrors } = readTags(first(fields, "tags"));
  const draws = readCount("draws", first(fields, "draws"), errors);
  const marks = readMark("drawMarks", first(fields, "drawMarks"), errors);
  const category = first(fields, "category");
  if (!category) errors.category = { code: "error.field.required" };
  refuse({ ...errors, ...tagErrors });
  return { category, tags, draws, marks };
}

function readMarks(fields: Fields): SlotMarks[] {
  const errors: FieldErrors = {};
  const slots = (fields.slot ?? []).map((slot) => ({
    slot,
    marks: readMark(`marks-${slot}`, first(fields, `marks-${slot}`), errors),
    draws: `draws-${slot}` in fields ? readCount(`draws-${slot}`, first(fields, `draws-${slot}`), errors) : null,
  }));
  refuse(errors);
  return slots;
}

/** Null for an empty field: the question's own marks. */
function readMark(field: string, typed: string, errors: FieldErrors): number | null {
  if (!typed.trim()) return null;
  const marks = parseNumber(typed);
  if (marks === null || marks < 0 || marks > mostMarks) {
    errors[field] = { code: "authoring.quiz.error.marks", values: { max: mostMarks } };
  }
  return marks;
}

function readCount(field: string, typed: string, errors: FieldErrors): number {
  const count = parseNumber(typed) ?? NaN;
  if (!Number.isInteger(count) || count < 1 || count > maxDraws) {
    errors[field] = { code: "authoring.quiz.error.draws", values: { max: maxDraws } };
  }
  return count;
}

function refuse(fields: FieldErrors): void {
  if (Object.keys(fields).length > 0) throw new AppError("error.form", 400, { fields });
}
