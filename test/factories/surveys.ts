import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { saveSurvey } from "#app/modules/learning/surveys/save-survey.server.ts";
import type { SurveyItem } from "#app/modules/learning/surveys/survey.ts";
import { answerSurvey } from "#app/modules/learning/surveys/answer-survey.server.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";

export const surveyItems: SurveyItem[] = [
  {
    key: "useful",
    kind: "scale",
    isRequired: true,
    translations: {
      en: { prompt: "How useful was it?", choices: ["not at all", "very"] },
      fr: { prompt: "Était-ce utile ?", choices: ["pas du tout", "très"] },
    },
  },
  {
    key: "pace",
    kind: "single",
    isRequired: false,
    translations: { en: { prompt: "The pace was", choices: ["too slow", "right", "too fast"] } },
  },
  {
    key: "parts",
    kind: "several",
    isRequired: false,
    translations: { en: { prompt: "What helped?", choices: ["lessons", "quizzes", "the forum"] } },
  },
  { key: "missing", kind: "text", isRequired: false, translations: { en: { prompt: "What was missing?" } } },
];

export type MadeSurvey = { course: MadeCourse; unitId: string; address: { courseSlug: string; unitSlug: string } };

/** A course of one survey, which is complete once it is answered. */
export async function makeSurvey(items = surveyItems): Promise<MadeSurvey> {
  const course = await makeCourse({ modules: [{ slug: "end", units: [{ slug: "opinion" }] }] });
  const unitId = course.units[0]!.id;
  const data = { kind: "survey" as const, completion: { submitted: true } };
  await db().unit.update({ where: { id: unitId }, data, select: { id: true } });
  await transaction((tx) => saveSurvey(tx, unitId, items, new Date()));
  return { course, unitId, address: { courseSlug: course.slug, unitSlug: "opinion" } };
}

/** A survey that enough people have answered to show results; returns its address. */
export async function makeAnsweredSurvey(): Promise<MadeSurvey["address"]> {
  const { address } = await makeSurvey();
  for (let n = 1; n <= 5; n++) {
    await answerSurvey(await makeUser(), address, { s1: String(n), s2: "1", s3: ["0", "2"], s4: `Example ${n}.` });
  }
  return address;
}
