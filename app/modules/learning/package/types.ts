import type { Completion } from "../completion.ts";
import type { Question, QuestionKind } from "../questions.ts";

/** The files of a package by their path inside it, parted by "/". */
export type PackageFiles = Map<string, Buffer>;

/** A short text in the languages of the course; the default language is always there. */
export type Texts = Record<string, string>;

export interface PackageUnitText {
  language: string;
  title: string;
  /** Markdown. */
  body: string;
  sourceFile: string;
}

/** A question in its language layers; key, kind, marks and the order and weights of choices are the same in each. */
export interface PackageQuestion {
  key: string;
  kind: QuestionKind;
  marks: number;
  layers: Record<string, Question>;
}

export interface PackageUnit {
  slug: string;
  /** The number before the slug; units and modules come sorted by it. */
  position: number;
  kind: "lesson" | "quiz";
  minutes: number;
  /** Activities of the Open Roadmap, "1.1" to "5.4". */
  activities: string[];
  completion: Completion;
  /** The default language first, then the languages of the course in their order. */
  texts: PackageUnitText[];
  /** Empty for a lesson. */
  questions: PackageQuestion[];
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
  hours: number;
  licence: string;
  activities: string[];
  modules: PackageModule[];
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
