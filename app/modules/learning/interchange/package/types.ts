import type { AssignmentSettings } from "#app/modules/learning/assignments/assignment-settings.ts";
import type { Completion } from "#app/modules/learning/courses/completion.ts";
import type { CourseLevel } from "#app/modules/learning/courses/outcomes.ts";
import type { Question, QuestionKind } from "#app/modules/learning/questions/questions.ts";
import type { QuizSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import type { SurveyItem } from "#app/modules/learning/surveys/survey.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

/** The files of a package by their path inside it, parted by "/". */
export type PackageFiles = Map<string, Buffer>;

/** A short text in the languages of the course; the default language is always there. */
export type Texts = Record<string, string>;

interface PackageUnitText {
  language: string;
  title: string;
  /** Markdown. */
  body: string;
  sourceFile: string;
}

/** A question in its language layers; key, kind, marks and the order and weights of choices are the same in each. */
export interface PackageQuestion {
  key: string;
  /** The key is nothing but a place in a file: its content says which question it is. */
  isUnnamed?: true;
  kind: QuestionKind;
  marks: number;
  translations: Record<string, Question>;
}

/** One place of a quiz: a question of its own or of the bank (`from`), or questions drawn from a category. */
export type PackageSlot =
  | { question: string; from: string | null; marks: number | null }
  | { draws: number; from: string; tags: string[]; marks: number | null };

export type PackageAssignment = AssignmentSettings;

/** A criterion of a rubric; an empty text is left out. */
export interface PackageCriterion {
  key: string;
  title: Texts;
  description: Texts;
  levels: { points: number; title: Texts; explanation: Texts }[];
}

export interface PackageCategory {
  path: string;
  title: Texts;
  questions: PackageQuestion[];
}

export interface PackageFile {
  name: string;
  bytes: Buffer;
}

export interface PackageUnit {
  slug: string;
  /** The number before the slug; units and modules come sorted by it. */
  position: number;
  kind: UnitKind;
  minutes: number;
  /** Activities of the Open Roadmap, "1.1" to "5.4". */
  activities: string[];
  completion: Completion;
  /** The default language first, then the languages of the course in their order. */
  texts: PackageUnitText[];
  /** A quiz's own; empty for anything else. */
  questions: PackageQuestion[];
  isDraft?: boolean;
  /** The slugs of the units that must be complete first. */
  requires?: string[];
  weight?: number;
  hidesGrades?: boolean;
  opensAt?: Date | null;
  dueAt?: Date | null;
  closesAt?: Date | null;
  /** Numbers mean something on one server only: what is not named stays as it is there. */
  topicNumber?: number;
  webinarNumber?: number;
  quiz?: QuizSettings;
  /** Null = its own questions, each once, in their order. */
  slots?: PackageSlot[] | null;
  assignment?: PackageAssignment;
  rubric?: PackageCriterion[];
  survey?: SurveyItem[];
}

export interface PackageModule {
  slug: string;
  position: number;
  title: Texts;
  summary: Texts;
  units: PackageUnit[];
}

export interface CoursePackage {
  slug: string;
  version: string;
  languages: string[];
  defaultLanguage: string;
  title: Texts;
  summary: Texts;
  /** What people will be able to do afterwards, one outcome a line, and for whom it is; what is not named stays as it is. */
  outcomes?: Texts;
  level?: CourseLevel;
  hours: number;
  licence: string;
  activities: string[];
  modules: PackageModule[];
  /** How people come in; what is not named stays as it is. */
  enrolmentMode?: "open" | "key" | "approval" | "invitation" | "closed";
  isLinear?: boolean;
  /** Only for a course that is not there yet; publishing is decided in its settings. */
  isDraft?: boolean;
  /** The slugs of the courses that must be completed first. */
  prerequisites?: string[];
  bank?: PackageCategory[];
  files?: PackageFile[];
}

export const packageLimits = {
  files: 2_000,
  /** Bytes of all files together, unpacked. */
  totalBytes: 50 * 1024 * 1024,
  /** Bytes of one text file; longer ones are refused. */
  textBytes: 1024 * 1024,
  /** Unpacked bytes for each packed one. */
  ratio: 100,
  /** Folders below the package's own. */
  depth: 8,
} as const;
