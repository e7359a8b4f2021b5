import { AppError, fieldError } from "#app/infra/app-error.ts";
import type { Fields } from "#app/modules/learning/bank/fields.ts";
import { moveQuestion, removeQuestion, restoreQuestion } from "#app/modules/learning/bank/move-question.server.ts";
import { editQuestion, type Home } from "#app/modules/learning/bank/edit-question.server.ts";
import type { QuestionPage } from "./edit-data.server.ts";
import { first } from "./form-fields.ts";
import { questionPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";

/** Carries out what a button of the question's page asks for, and says where to go on. */
export async function changeQuestion(
  { access, question, language }: QuestionPage,
  intent: string,
  fields: Fields,
): Promise<{ path: string; flash: string }> {
  const { slug } = access.course;
  const { id } = question;
  const path = questionPath(slug, id, language);
  switch (intent) {
    case "move":
      await moveQuestion(access, id, readHome(first(fields, "home")));
      return { path, flash: "authoring.question.moved" };
    case "remove":
      await removeQuestion(access, id);
      return { path: questionsPath(slug), flash: "authoring.question.removed" };
    case "restore":
      await restoreQuestion(access, id);
      return { path, flash: "authoring.question.restored" };
    case "save": {
      const number = Number(first(fields, "number"));
      const { isChanged, dropped } = await editQuestion(access, id, { language, number, fields });
      if (dropped.length > 0) return { path, flash: "authoring.question.saved_dropped" };
      return { path, flash: isChanged ? "authoring.question.saved" : "authoring.question.unchanged" };
    }
    default:
      throw new AppError("error.form", 400);
  }
}

/** "category:<id>" or "unit:<slug>", as the list of homes has them. Throws 400 beside the list for anything else. */
export function readHome(value: string): Home {
  const [, kind, id = ""] = /^(category|unit):(.{1,100})$/.exec(value) ?? [];
  if (kind === "category") return { category: id };
  if (kind === "unit") return { unit: id };
  throw fieldError("home", "error.field.required");
}
