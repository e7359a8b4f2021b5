import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { findLinkedPlace, type LinkedPlace } from "#app/modules/learning/study/linked-activities.server.ts";
import { catchUpReplies } from "#app/modules/learning/study/record-linked-activities.server.ts";
import type { OutlineUnit } from "#app/modules/learning/outline/load-outlines.server.ts";

/** Where the page of a discussion or a webinar leads; null for every other unit. At most two SQL statements, mostly. */
export async function loadLinkedPlace(
  actor: MaybeActor,
  unit: OutlineUnit,
  { isEnrolled }: { isEnrolled: boolean },
): Promise<LinkedPlace | null> {
  if (unit.kind !== "discussion" && unit.kind !== "webinar") return null;
  if (actor && isEnrolled && unit.kind === "discussion" && !unit.completedAt) {
    const { id: unitId, courseId, replies: known } = unit;
    await catchUpReplies({ unitId, courseId, userId: actor.id, known });
  }
  return findLinkedPlace(unit.id, actor?.id ?? null);
}
