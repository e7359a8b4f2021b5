import { db } from "#app/infra/db.server.ts";
import { type QuizSettings, standardSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { makeCourse, type MadeCourse, quizGift } from "#test/factories/courses.ts";

export type MadeQuiz = {
  course: MadeCourse;
  unitId: string;
  address: { courseSlug: string; unitSlug: string };
  /** The address of its attempts. */
  path: string;
};

type QuizWish = {
  settings?: Partial<QuizSettings>;
  gift?: Record<string, string>;
  opensAt?: Date;
  closesAt?: Date;
  hidesGrades?: boolean;
};

/** A quiz "check" beside a lesson "after", with the factory's questions; with settings only when some are wished for. */
export async function makeQuiz({ settings, gift, ...unit }: QuizWish = {}): Promise<MadeQuiz> {
  const units = [{ slug: "check", titles: { en: "Check" }, gift: gift ?? { en: quizGift } }, { slug: "after" }];
  const course = await makeCourse({ modules: [{ slug: "basics", units }] });
  const unitId = course.units[0]!.id;
  await db().unit.update({ where: { id: unitId }, data: unit });
  if (settings) {
    const data = { ...standardSettings, ...settings };
    await db().quizSettings.upsert({ where: { unitId }, create: { unitId, ...data }, update: data });
  }
  const path = `/courses/${course.slug}/check/attempt`;
  return { course, unitId, address: { courseSlug: course.slug, unitSlug: "check" }, path };
}

/** A category of the course's bank with `count` questions "One, two or three?", and their ids. */
export async function makeBank(courseId: string, path: string, count: number, tags: string[] = []): Promise<string[]> {
  const category = await db().questionCategory.create({ data: { courseId, path, title: { en: path } } });
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const key = `${path.replaceAll("/", "-")}-${index}`;
    const answers = ["One", "Two", "Three"].map((text, at) => ({ text, fraction: at === 0 ? 1 : 0 }));
    const translation = {
      key,
      kind: "single",
      title: key,
      prompt: `${key}?`,
      format: "plain",
      marks: 1,
      category: null,
    };
    const { id } = await db().question.create({
      data: {
        courseId,
        categoryId: category.id,
        key,
        tags,
        versions: {
          create: { number: 1, kind: "single", marks: 1, translations: { en: { ...translation, line: 1, answers } } },
        },
      },
    });
    ids.push(id);
  }
  return ids;
}

/** Adds a place to a quiz that draws from the category at `path`. */
export async function addDraw(
  quiz: MadeQuiz,
  path: string,
  wish: { draws?: number; tags?: string[]; marks?: number } = {},
): Promise<void> {
  const where = { courseId_path: { courseId: quiz.course.id, path } };
  const { id: categoryId } = await db().questionCategory.findUniqueOrThrow({ where });
  await db().quizSlot.create({ data: { unitId: quiz.unitId, position: 100, categoryId, ...wish } });
}
