import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { courseSlug, type World } from "#test/helpers/world.ts";

/** Every address of the built site that takes a body: a real one for each route with an action. */
export async function listWrittenAddresses(world: World): Promise<string[]> {
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  return Object.values(build.routes).flatMap((route) =>
    route?.module.action && route.path ? [fillIn(route.path, world)] : [],
  );
}

function fillIn(pattern: string, world: World): string {
  const parts = pattern.split("/").map((part) => {
    if (part === "*") return "nowhere";
    return part.startsWith(":") ? valueOf(part.slice(1).replace("?", ""), pattern, world) : part;
  });
  return `/${parts.join("/")}`;
}

const lastOf = (address: string) => address.split("/").at(-1)!;

/** What a variable part stands for: something that the administrator may see, of the kind that the address is about. */
function valueOf(name: string, pattern: string, world: World): string {
  const isAbout = (...words: string[]) => words.some((word) => pattern.split("/").includes(word));
  const unit = isAbout("submission", "submission.json", "reviews", "assignments")
    ? world.assignment
    : isAbout("survey", "surveys")
      ? world.survey
      : isAbout("attempt", "attempt.json", "quiz", "quizzes")
        ? world.quiz
        : world.lesson;
  const ids: Record<string, string> = {
    webinars: String(world.webinarId),
    topics: world.topic.split("/")[2]!,
    replies: world.replyId,
    waiting: world.waitingId,
    statements: world.statementId,
    reviews: world.reviewId,
    submissions: world.submissionId,
    // Whose it is, is asked once the form is read.
    warnings: "unknown",
    questions: world.question,
  };
  const values: Record<string, string | undefined> = {
    slug: isAbout("courses", "teach") ? (unit.split("/")[2] ?? courseSlug) : "any",
    unit: lastOf(unit),
    id: ids[pattern.split("/:id")[0]!.split("/").at(-1)!],
    handle: world.member.handle,
    attempt: world.attemptId,
    cohort: world.cohort,
    token: isAbout("invitations") ? world.invitation : "unknown",
    case: String(world.caseNumber),
    code: "1.1",
    tag: "statistics",
    serial: lastOf(world.certificate),
    // The world has imported no questions.
    run: "unknown",
  };
  const value = values[name];
  if (value === undefined) throw new Error(`Say in written-addresses.ts what :${name} is in ${pattern}.`);
  return value;
}
