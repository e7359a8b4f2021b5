import type { Actor } from "#app/modules/accounts/actor.ts";
import { type Kind, kinds, type Stage } from "./people.fixture.ts";

/**
 * What one kind of person gets. "done": the page, or the step with its effect in the database. "in": led to signing in, or
 * 401 where a program asks. "nothing": the answer of a step that found nothing to do for this person. A number is that
 * status, and nothing is written.
 *
 * Whoever may do nothing at all at an address is told so before anything of a body is looked at: of them the test sends an
 * empty one, too.
 */
export type Answer = "done" | "in" | "nothing" | number;
export type Answers = Record<Kind, Answer>;

export type Fields = Record<string, string | string[]>;
export type Body = Fields | FormData;

/** One line of the table, on the things `T` of its area. */
export type Row<T> = {
  /** As app/routes.ts writes it. */
  route: string;
  method: "GET" | "POST";
  /** Which of several steps of an address, or of several things, this is. */
  about?: string;
  path: (things: T) => string;
  /** A whole and valid body; `actor` is whoever sends it, `fresh` a word that no other body has. */
  body?: (things: T, sender: { actor: Actor | null; fresh: string }) => Body | Promise<Body>;
  answers: Answers;
  /** Makes things that the step uses up: before the first turn, and again after each step that was done. */
  renew?: (things: T) => Promise<Partial<T>>;
  /** The step is done without a trace in the tables: a preview, a trial, a session, a fact that is only handed on. */
  isSilent?: true;
  /** The tables in which looking at the page notes something: docs/decisions/reading-writes-nothing.md. */
  notes?: readonly string[];
  /** Our own pages ask for it as a picture. */
  isPicture?: true;
  /** What the body holds is the right itself, such as a token: without it nobody is told more than that it is missing. */
  bodyIsTheRight?: true;
  /** The step ends the session that it came with: everybody gets one of their own for it. */
  endsSession?: true;
  headers?: Record<string, string>;
};

/** The rows of one area of the product, and what they are about. */
export type Area<T> = {
  name: string;
  make: () => Promise<T & Stage>;
  rows: Row<T & Stage>[];
  /** Who comes; everybody when it does not say. */
  asks?: readonly Kind[];
};

/**
 * Hides what the things are: the table runs all areas alike. Whoever is suspended is signed out everywhere: with a session that
 * was opened before they get what a guest gets.
 */
export function area<T>(one: Area<T>): Area<unknown> {
  const rows = one.rows.map((row) => {
    const { guest } = row.answers;
    return { ...row, answers: { ...row.answers, "suspended learner": guest, "suspended author": guest } };
  });
  return { ...one, rows } as unknown as Area<unknown>;
}

type More<T> = Omit<Row<T>, "route" | "method" | "path" | "body" | "answers">;

/** A page or a file. */
export function get<T>(route: string, path: Row<T>["path"], answers: Answers, more: More<T> = {}): Row<T> {
  return { route, method: "GET", path, answers, ...more };
}

/** A step: a whole body, as plain fields or made of the things. */
export function post<T>(
  route: string,
  path: Row<T>["path"],
  body: Fields | NonNullable<Row<T>["body"]>,
  answers: Answers,
  more: More<T> = {},
): Row<T> {
  const { intent } = typeof body === "function" ? {} : body;
  const about = typeof intent === "string" ? { about: intent } : {};
  return {
    route,
    method: "POST",
    path,
    body: typeof body === "function" ? body : () => body,
    answers,
    ...about,
    ...more,
  };
}

/** These may; a guest is led in; everybody else gets `refusal`. */
export function only(allowed: readonly Kind[], refusal: Answer = 403): Answers {
  const answerTo = (kind: Kind): Answer => (allowed.includes(kind) ? "done" : kind === "guest" ? "in" : refusal);
  return Object.fromEntries(kinds.map((kind) => [kind, answerTo(kind)])) as Answers;
}

/** Everybody gets the same. */
export function same(answer: Answer): Answers {
  return Object.fromEntries(kinds.map((kind) => [kind, answer])) as Answers;
}

const suspended: readonly Kind[] = ["suspended learner", "suspended author"];

export const everybody = same("done");
/** Whoever is signed in and not suspended. */
export const members = only(kinds.filter((kind) => kind !== "guest" && !suspended.includes(kind)));
export const administrators = only(["administrator"]);
/** Whoever changes the course, whoever runs it, and whoever runs a part of it. */
export const authors = only(["author", "administrator"]);
export const team = only(["trainer", "author", "administrator"]);
export const staff = only(["cohort trainer", "trainer", "author", "administrator"]);
/** What is about people outside of the cohort: for its trainer it is not there. */
export const hidden: Answers = { ...team, "cohort trainer": 404 };
/** A form that the trainer of one cohort has, too: only the choice of another cohort is refused in it. */
export const notAnotherCohort: Answers = { ...team, "cohort trainer": 400 };
/** The role of a trainer, whatever the course. */
export const anyTrainer = only(["foreign trainer", "cohort trainer", "trainer", "author", "administrator"]);
