import { accounts } from "./accounts.fixture.ts";
import { assignments } from "./assignments.fixture.ts";
import { cohortsAndDates } from "./cohorts.fixture.ts";
import { consultations } from "./consultations.fixture.ts";
import { courses } from "./courses.fixture.ts";
import { editor } from "./editor.fixture.ts";
import { enrolment } from "./enrolment.fixture.ts";
import { forum } from "./forum.fixture.ts";
import { gradesAndSurveys } from "./grades.fixture.ts";
import { learning } from "./learning.fixture.ts";
import { moderation } from "./moderation.fixture.ts";
import { questionBank } from "./questions.fixture.ts";
import { quizzes } from "./quizzes.fixture.ts";
import { site } from "./site.fixture.ts";
import { spaces } from "./spaces.fixture.ts";
import { webinars } from "./webinars.fixture.ts";
import type { Area } from "./row.fixture.ts";

/** Every area of the product. */
export const areas: readonly Area<unknown>[] = [
  site,
  accounts,
  forum,
  spaces,
  consultations,
  moderation,
  webinars,
  learning,
  assignments,
  courses,
  editor,
  questionBank,
  quizzes,
  gradesAndSurveys,
  enrolment,
  cohortsAndDates,
];
