import type { Tx } from "#app/infra/db.server.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { assignmentFront, quizFront, surveyFront } from "./front-matter.ts";
import type { ExportedCourse, ExportedUnit } from "./load-for-export.server.ts";
import { writeAssignmentParts, writeQuiz, writeSurvey, type Writing } from "./write-parts.server.ts";

type CarriedKind = {
  /** What a package says above the text of such a unit, beside what every unit says. */
  front: (course: ExportedCourse, unit: ExportedUnit, language: string) => object;
  /** Writes what only such units have, in the transaction of an import. Returns whether anything changed. */
  write: (tx: Tx, unitId: string, writing: Writing) => Promise<boolean>;
};

/** A kind that has nothing in a package beside what every unit has. */
const plain: CarriedKind = { front: () => ({}), write: async () => false };

/** How each kind of unit goes into a package, and comes out of one into the database. */
export const carriedKinds: Readonly<Record<UnitKind, CarriedKind>> = {
  lesson: plain,
  quiz: { front: quizFront, write: writeQuiz },
  assignment: { front: assignmentFront, write: writeAssignmentParts },
  discussion: plain,
  webinar: plain,
  survey: { front: surveyFront, write: writeSurvey },
};
