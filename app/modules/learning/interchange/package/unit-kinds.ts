import type { Problem } from "#app/lib/problem.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { type Parts, readAssignment, readQuiz, readSurvey, type Source } from "./unit-parts.ts";

type PackageForm = {
  /** The parts of the front matter that belong to the kind; they are wrong for any other. */
  parts: readonly (keyof Parts & ("quiz" | "assignment" | "rubric" | "survey"))[];
  read: (sources: Source[], problems: Problem[]) => Parts;
};

/** A kind that has nothing in a package beside what every unit has. */
const plain: PackageForm = { parts: [], read: () => ({}) };

const packageForms: Record<UnitKind, PackageForm> = {
  lesson: plain,
  quiz: { parts: ["quiz"], read: readQuiz },
  assignment: { parts: ["assignment", "rubric"], read: readAssignment },
  discussion: plain,
  webinar: plain,
  survey: { parts: ["survey"], read: readSurvey },
};

const allParts = Object.values(packageForms).flatMap(({ parts }) => parts);

/**
 * What the front matter says about what only units of the kind have, the languages laid over one another: what is no text must
 * be the same in each of them, and texts may be missing in all but the default language, which comes first. Every difference
 * and every part of another kind is an error with file and line. Throws nothing.
 */
export function readParts(sources: Source[], problems: Problem[]): Parts {
  const [first] = sources;
  if (!first) return {};
  const { kind } = first[1].front;
  const { parts, read } = packageForms[kind];
  for (const [, { file, front, lineOf }] of sources) {
    for (const part of allParts.filter((one) => front[one] !== undefined && !parts.includes(one))) {
      const values = { field: part, kind };
      problems.push({ file, line: lineOf(part), code: "courses.package.wrong_kind", values, level: "error" });
    }
  }
  return read(sources, problems);
}
