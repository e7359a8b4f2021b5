import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { findLinkedTarget, type LinkedTarget } from "#app/modules/learning/study/linked-activities.server.ts";
import { catchUpReplies } from "#app/modules/learning/study/record-linked-activities.server.ts";
import type { UnitView } from "#app/modules/learning/study/get-unit.server.ts";

type Shown = Pick<UnitView, "unit" | "standing">;

/**
 * Where the page of a discussion leads. Replies that were written before somebody enrolled count as soon as they look. At most
 * two SQL statements, mostly.
 */
export async function loadDiscussionTopic(
  actor: MaybeActor,
  { unit, standing }: Shown,
  isVisit: boolean,
): Promise<LinkedTarget | null> {
  if (actor && isVisit && standing.isEnrolled && !unit.completedAt) {
    const { id: unitId, courseId, replies: known } = unit;
    await catchUpReplies({ unitId, courseId, userId: actor.id, known });
  }
  return findLinkedTarget(unit.id, actor?.id ?? null);
}

/** Where the page of a webinar leads. One SQL statement. */
export async function loadUnitWebinar(actor: MaybeActor, { unit }: Shown): Promise<LinkedTarget | null> {
  return findLinkedTarget(unit.id, actor?.id ?? null);
}
