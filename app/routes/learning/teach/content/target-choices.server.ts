import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { listTopicChoices } from "#app/modules/forum/topics/list-topic-choices.server.ts";
import { listCourseActivities } from "#app/modules/learning/courses/list-course-activities.server.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { listWebinarChoices } from "#app/modules/webinars/list-webinar-choices.server.ts";

type Unit = { kind: UnitKind; activities: string[]; topicNumber: number | null; webinarNumber: number | null };

/**
 * What a unit of this kind can lead to, and what it leads to now: topics, those on the activities of the unit or else of its
 * course first; webinars. Null for a kind that leads nowhere. Two SQL statements at most.
 */
export async function loadTargetChoices(actor: MaybeActor, course: string, unit: Unit) {
  const { leadsTo } = unitKinds[unit.kind];
  if (leadsTo === "topic") {
    const codes =
      unit.activities.length > 0 ? unit.activities : ((await listCourseActivities([course])).get(course) ?? []);
    const topics = await listTopicChoices(actor, { codes, chosen: unit.topicNumber });
    return { leadsTo, chosen: unit.topicNumber, topics } as const;
  }
  if (leadsTo !== "webinar") return null;
  const webinars = await listWebinarChoices(unit.webinarNumber, { at: new Date() });
  return { leadsTo, chosen: unit.webinarNumber, webinars } as const;
}

export type TargetChoices = NonNullable<Awaited<ReturnType<typeof loadTargetChoices>>>;
