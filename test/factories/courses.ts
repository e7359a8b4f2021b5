import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { importCourse } from "#app/modules/learning/interchange/courses/import-course.server.ts";
import { readGift } from "#app/modules/learning/interchange/gift/read-gift.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import type { CoursePackage, PackageQuestion, PackageUnit } from "#app/modules/learning/interchange/package/types.ts";

/** Right: "0" | "0","2" | "true" is "0" | "mapping" | "25". */
export const quizGift = `::single::Which first?{=Decisions#Yes. ~Data#Too early. ####Decisions first.}

::several::Which belong?{~%50%Women ~%-100%Nobody ~%50%Youth}

::boolean::Culture is a public good.{TRUE}

::short::One word?{=mapping#Right word. =map}

::numeric::60 of 240, in per cent?{#25:0.5}`;

export const rightAnswers = { 1: ["0"], 2: ["0", "2"], 3: ["0"], 4: ["mapping"], 5: ["25"] };
export const wrongAnswers = { 1: ["1"], 2: ["1"], 3: ["1"], 4: ["table"], 5: ["60"] };

type UnitWish = Partial<Omit<PackageUnit, "texts" | "questions">> & {
  slug: string;
  /** Language -> title; the body follows from it. */
  titles?: Record<string, string>;
  /** Language -> GIFT; makes the unit a quiz. */
  gift?: Record<string, string>;
  /** The questions of a quiz, instead of GIFT. */
  questions?: PackageQuestion[];
  body?: string;
};

type CourseWish = Partial<Omit<CoursePackage, "modules">> & { modules?: { slug: string; units: UnitWish[] }[] };

/** A course package of one module with two lessons and a quiz to pass with 60 per cent, unless told otherwise. */
export function coursePackage({ modules, ...wish }: CourseWish = {}): CoursePackage {
  const slug = wish.slug ?? `course-${randomUUID().slice(0, 8)}`;
  const units = [{ slug: "first" }, { slug: "second" }, { slug: "check", gift: { en: quizGift } }];
  return {
    version: "1.0",
    languages: ["en", "fr"],
    defaultLanguage: "en",
    title: { en: `Title of ${slug}`, fr: `Titre de ${slug}` },
    summary: { en: "What it is about.", fr: "De quoi il s’agit." },
    hours: 2,
    licence: "CC-BY-4.0",
    activities: [],
    ...wish,
    slug,
    modules: (modules ?? [{ slug: "basics", units }]).map((module, index) => ({
      slug: module.slug,
      position: index + 1,
      title: { en: `Module ${module.slug}` },
      summary: { en: "A module." },
      units: module.units.map((unit, position) => packageUnit(unit, position + 1)),
    })),
  };
}

function packageUnit({ titles, gift, body, questions, ...wish }: UnitWish, position: number): PackageUnit {
  const { slug } = wish;
  const isQuiz = gift !== undefined || questions !== undefined;
  const translations = titles ?? { en: `Unit ${slug}` };
  return {
    position,
    kind: isQuiz ? "quiz" : "lesson",
    minutes: 10,
    activities: [],
    completion: isQuiz ? { passed: 60 } : { markedDone: true },
    ...wish,
    texts: Object.entries(translations).map(([language, title]) => ({
      language,
      title,
      body: body ?? `## Why\n\nThe text of *${title}*.`,
      sourceFile: `01-basics/${slug}.${language}.md`,
    })),
    questions: questions ?? (gift ? questionsOf(gift) : []),
  };
}

function questionsOf(gift: Record<string, string>) {
  const translations = Object.entries(gift).map(([language, text]) => {
    const { questions, problems } = readGift(text, { file: `check.${language}.gift` });
    if (problems.some(({ level }) => level === "error")) throw new Error(JSON.stringify(problems));
    return { language, questions };
  });
  return (translations[0]?.questions ?? []).map(({ key, kind, marks }) => ({
    key,
    kind,
    marks,
    translations: Object.fromEntries(
      translations.flatMap(({ language, questions }) => {
        const question = questions.find((one) => one.key === key);
        return question ? [[language, question]] : [];
      }),
    ),
  }));
}

export type MadeCourse = { id: string; slug: string; units: { id: string; slug: string; kind: UnitKind }[] };

/** Imports a package (see `coursePackage`) and returns the course with its units in order. */
export async function makeCourse(wish: CourseWish = {}, at = new Date()): Promise<MadeCourse> {
  const made = coursePackage(wish);
  const { isRefused, report } = await importCourse(made, { at });
  if (isRefused) throw new Error(JSON.stringify(report));
  const { id, units } = await db().course.findUniqueOrThrow({
    where: { slug: made.slug },
    select: { id: true, units: { select: { id: true, slug: true, kind: true }, orderBy: { id: "asc" } } },
  });
  return { id, slug: made.slug, units };
}
