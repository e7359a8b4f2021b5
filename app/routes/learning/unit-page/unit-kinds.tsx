import type { ComponentType } from "react";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { AssignmentSteps } from "#app/routes/learning/assignments/assignment-steps.tsx";
import { DiscussionSteps, WebinarSteps } from "#app/routes/learning/linked-activities/linked-steps.tsx";
import { QuizSteps } from "#app/routes/learning/quizzes/quiz-steps.tsx";
import { SurveySteps } from "#app/routes/learning/surveys/survey-steps.tsx";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { LessonSteps } from "./lesson-steps.tsx";

/** What one does in a unit of each kind, below its text. */
export const unitSteps: Readonly<Record<UnitKind, ComponentType<UnitPageData>>> = {
  lesson: LessonSteps,
  quiz: QuizSteps,
  assignment: AssignmentSteps,
  discussion: DiscussionSteps,
  webinar: WebinarSteps,
  survey: SurveySteps,
};
