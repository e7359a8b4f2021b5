import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Completion, CompletionRule } from "./completion.ts";

/** What a unit can be; the names of the database's enum. */
export const unitKindNames = ["lesson", "quiz", "assignment", "discussion", "webinar", "survey"] as const;
export type UnitKind = (typeof unitKindNames)[number];

/** What all of learning asks about a kind. Pages and packages keep a table of their own, with a row for each kind too. */
type UnitKindContract = {
  /** What people read above a unit and in lists. */
  label: MessageKey;
  /** The rules that a unit of the kind can ever meet, in reading order. */
  rules: readonly CompletionRule[];
  /** What completes a new one, until its settings say otherwise. */
  firstRule: Completion;
  /** It gives a grade: it has a weight and a column in the gradebook. */
  isGraded: boolean;
  /** Where its staff reads and marks what came in, in the course's teaching area; null where nothing comes in. */
  resultsAt: ((slug: string) => string) | null;
  /** Its text is all there is to it: without one it is not published. */
  needsText: boolean;
  /** Opening it is the work that it asks for, or its beginning; any other kind begins with the first thing that one does there. */
  beginsByReading: boolean;
  /** It asks questions of the bank or of its own, drawn for each person. */
  asksQuestions: boolean;
  /** It is taken in attempts, which may have a time limit and a number. */
  hasAttempts: boolean;
  /** What its settings name, outside of learning, where it is done. */
  leadsTo: "topic" | "webinar" | null;
};

export const unitKinds: Readonly<Record<UnitKind, UnitKindContract>> = {
  lesson: {
    label: "learning.unit.kind.lesson",
    rules: ["opened", "markedDone"],
    firstRule: { markedDone: true },
    isGraded: false,
    resultsAt: null,
    needsText: true,
    beginsByReading: true,
    asksQuestions: false,
    hasAttempts: false,
    leadsTo: null,
  },
  quiz: {
    label: "learning.unit.kind.quiz",
    rules: ["opened", "markedDone", "submitted", "graded", "passed"],
    firstRule: { graded: true },
    isGraded: true,
    resultsAt: (slug) => `quizzes/${slug}`,
    needsText: false,
    beginsByReading: false,
    asksQuestions: true,
    hasAttempts: true,
    leadsTo: null,
  },
  assignment: {
    label: "learning.unit.kind.assignment",
    rules: ["opened", "markedDone", "submitted", "graded", "passed"],
    firstRule: { graded: true },
    isGraded: true,
    resultsAt: (slug) => `assignments/${slug}/submissions`,
    needsText: false,
    beginsByReading: false,
    asksQuestions: false,
    hasAttempts: false,
    leadsTo: null,
  },
  discussion: {
    label: "learning.unit.kind.discussion",
    rules: ["opened", "markedDone", "replies"],
    firstRule: { replies: 1 },
    isGraded: false,
    resultsAt: null,
    needsText: false,
    beginsByReading: false,
    asksQuestions: false,
    hasAttempts: false,
    leadsTo: "topic",
  },
  webinar: {
    label: "learning.unit.kind.webinar",
    rules: ["opened", "markedDone", "attended"],
    firstRule: { attended: 20 },
    isGraded: false,
    resultsAt: null,
    needsText: false,
    beginsByReading: false,
    asksQuestions: false,
    hasAttempts: false,
    leadsTo: "webinar",
  },
  survey: {
    label: "learning.unit.kind.survey",
    rules: ["opened", "markedDone", "submitted"],
    firstRule: { submitted: true },
    isGraded: false,
    resultsAt: (slug) => `surveys/${slug}`,
    needsText: false,
    beginsByReading: false,
    asksQuestions: false,
    hasAttempts: false,
    leadsTo: null,
  },
};

/** The kinds that stand in the gradebook. */
export const gradedKinds: readonly UnitKind[] = unitKindNames.filter((kind) => unitKinds[kind].isGraded);
