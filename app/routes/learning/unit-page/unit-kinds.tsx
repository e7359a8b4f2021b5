import type { ComponentType } from "react";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { AssignmentSteps } from "#app/routes/learning/assignments/assignment-steps.tsx";
import { DiscussionSteps, WebinarSteps } from "#app/routes/learning/linked-activities/linked-steps.tsx";
import { QuizSteps } from "#app/routes/learning/quizzes/quiz-steps.tsx";
import { SurveySteps } from "#app/routes/learning/surveys/survey-steps.tsx";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { canMarkLesson, LessonSteps, MarkLesson } from "./lesson-steps.tsx";

/** What one does in a unit of each kind, below its text. */
export const unitSteps: Readonly<Record<UnitKind, ComponentType<UnitPageData>>> = {
  lesson: LessonSteps,
  quiz: QuizSteps,
  assignment: AssignmentSteps,
  discussion: DiscussionSteps,
  webinar: WebinarSteps,
  survey: SurveySteps,
};

type Marking = { isOpen: (data: UnitPageData) => boolean; Form: ComponentType<UnitPageData> };

/** How the reader marks a unit of each kind as done in the bar at its end; null where what one does in it decides. */
export const unitMarks: Readonly<Record<UnitKind, Marking | null>> = {
  lesson: { isOpen: canMarkLesson, Form: MarkLesson },
  quiz: null,
  assignment: null,
  discussion: null,
  webinar: null,
  survey: null,
};
