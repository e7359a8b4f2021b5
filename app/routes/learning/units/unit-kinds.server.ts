import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { getAssignmentFor } from "#app/modules/learning/assignments/get-assignment.server.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { listAttemptsFor } from "#app/modules/learning/quizzes/list-attempts.server.ts";
import { getStartFor } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import type { UnitView } from "#app/modules/learning/study/get-unit.server.ts";
import { loadDiscussionTopic, loadUnitWebinar } from "#app/routes/learning/linked-activities/linked-data.server.ts";

type Asking = {
  actor: MaybeActor;
  address: { courseSlug: string; unitSlug: string };
  language: string;
  view: UnitView;
  isVisit: boolean;
};

/** What the page of a unit shows of its kind, beside what every unit has. */
type OwnData = {
  attempts: Awaited<ReturnType<typeof listAttemptsFor>>;
  quiz: { start: Awaited<ReturnType<typeof getStartFor>>; now: Date } | null;
  assignment: Awaited<ReturnType<typeof getAssignmentFor>> | null;
  linked: Awaited<ReturnType<typeof loadUnitWebinar>>;
};

const nothing: OwnData = { attempts: [], quiz: null, assignment: null, linked: null };

const loaders: Record<UnitKind, (asking: Asking) => Promise<Partial<OwnData>>> = {
  lesson: async () => ({}),
  quiz: async ({ actor, view: { unit } }) => ({
    attempts: await listAttemptsFor(actor, unit.id),
    quiz: { start: await getStartFor(actor, unit.id), now: new Date() },
  }),
  assignment: async ({ actor, address, language }) => ({
    assignment: await getAssignmentFor(actor, address, language),
  }),
  discussion: async ({ actor, view, isVisit }) => ({ linked: await loadDiscussionTopic(actor, view, isVisit) }),
  webinar: async ({ actor, view }) => ({ linked: await loadUnitWebinar(actor, view) }),
  survey: async () => ({}),
};

/**
 * What a learner's page needs to know of a unit because of its kind; the same names for every kind, empty for the others and
 * for a unit that is not open yet.
 */
export async function loadOwnData(asking: Asking): Promise<OwnData> {
  if (asking.view.unit.isLocked) return nothing;
  return { ...nothing, ...(await loaders[asking.view.unit.kind](asking)) };
}
