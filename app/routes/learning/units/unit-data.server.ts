import type { PageRequest } from "#app/http/page.server.ts";
import { getAssignmentFor } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { listAttemptsFor } from "#app/modules/learning/quizzes/list-attempts.server.ts";
import { getStartFor } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { loadLinkedPlace } from "#app/routes/learning/linked-activities/linked-data.server.ts";

/** What the page of a lesson or a quiz shows; a refused form of the page needs it too. */
export async function loadUnitPage({ actor, param, language }: PageRequest) {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const view = await getUnitFor(actor, address, language);
  const attempts = view.unit.kind === "quiz" ? await listAttemptsFor(actor, view.unit.id) : [];
  const quiz = view.unit.kind === "quiz" ? { start: await getStartFor(actor, view.unit.id), now: new Date() } : null;
  const assignment = view.unit.kind === "assignment" ? await getAssignmentFor(actor, address, language) : null;
  const linked = await loadLinkedPlace(actor, view.unit, view.standing);
  return { ...view, attempts, quiz, assignment, linked, isGuest: actor === null };
}

export type UnitPageData = Awaited<ReturnType<typeof loadUnitPage>>;
