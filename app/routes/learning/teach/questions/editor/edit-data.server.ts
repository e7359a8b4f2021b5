import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { AppError } from "#app/infra/app-error.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { withSpareRows } from "#app/modules/learning/bank/change-rows.ts";
import { checkDraft } from "#app/modules/learning/bank/draft-check.ts";
import type { Fields } from "#app/modules/learning/bank/fields.ts";
import { getQuestionFor, originalLanguage } from "#app/modules/learning/bank/find-question.server.ts";
import { formatOf, readQuestionForm, type ReadQuestion } from "#app/modules/learning/bank/read-form.ts";
import { listQuizzes } from "#app/modules/learning/bank/change-slots.server.ts";
import { readTranslationForm, writeTranslationForm } from "#app/modules/learning/bank/translation-form.ts";
import { writeQuestionForm } from "#app/modules/learning/bank/write-form.ts";
import type { QuestionKind, TextFormat } from "#app/modules/learning/questions/questions.ts";
import { type AskedQuestion, askQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";

export type QuestionPage = Awaited<ReturnType<typeof loadQuestionPage>>;

/** All that the page of a question shows, in the language that `?text=` names. Four SQL statements. */
export async function loadQuestionPage({ actor, param, url, language: reader }: PageRequest) {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), reader));
  const question = await getQuestionFor(access, param("id"));
  const { languages, defaultLanguage } = access.course;
  const originalCode = originalLanguage(question.translations, defaultLanguage);
  const wished = url.searchParams.get("text") ?? "";
  const known = [...languages, ...Object.keys(question.translations)];
  const language = known.includes(wished) ? wished : originalCode;
  const own = question.translations[originalCode]!;
  const isOriginal = language === originalCode;
  const { kind } = question;
  const originalFields = writeQuestionForm(own);
  const translation = question.translations[language] ?? null;
  const translated = writeTranslationForm(translation, own);
  return {
    pageTitle: own.title ?? excerpt(own.prompt, 60),
    access,
    question,
    language,
    originalLanguage: originalCode,
    original: isOriginal ? null : { fields: originalFields, language: originalCode },
    stored: isOriginal
      ? withSpareRows(originalFields, kind)
      : kind === "short"
        ? withSpareRows(translated, kind)
        : translated,
    missing: languages.filter((code) => !question.translations[code]),
    outdated: Object.keys(question.translations).filter(
      (code) => question.sources[code]! < question.sources[originalCode]!,
    ),
    categories: await listCategories(access, reader),
    quizzes: await listQuizzes(access, reader),
  };
}

/** What the form holds, as a learner would meet it. Throws 400 with what keeps it from being asked. */
export function previewOf(loaded: QuestionPage, fields: Fields): AskedQuestion {
  const { question, original, originalLanguage: own, language, access } = loaded;
  const was = question.translations[language];
  const courseSlug = access.course.slug;
  if (!original) {
    return previewDraft(fields, { kind: question.kind, language, courseSlug, format: was?.format });
  }
  const ownTranslation = question.translations[own]!;
  return askDraft(readTranslationForm(fields, ownTranslation, was?.format ?? ownTranslation.format), {
    language,
    courseSlug,
  });
}

type Draft = { kind: QuestionKind; language: string; courseSlug: string; format?: TextFormat };

/** The same for a question that is not stored yet. */
export function previewDraft(fields: Fields, { kind, language, courseSlug, format }: Draft): AskedQuestion {
  const read = readQuestionForm(fields, { kind, key: "preview", format: formatOf(fields, format) });
  return askDraft(read, { language, courseSlug });
}

function askDraft(
  read: ReadQuestion,
  { language, courseSlug }: { language: string; courseSlug: string },
): AskedQuestion {
  const errors = checkDraft(read);
  if (Object.keys(errors).length > 0) throw new AppError("error.form", 400, { fields: errors });
  return askQuestion({ number: 1, translations: { [language]: read.question }, response: [] }, language, language, {
    courseSlug,
  });
}
