import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import { singleton } from "#app/lib/singleton.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { SpaceFacts } from "#app/modules/forum/spaces/list-spaces.server.ts";
import type { TopicRow } from "#app/modules/forum/topics/select-topics.server.ts";
import { listTopicsNearbyFor } from "#app/modules/forum/topics/list-topics.server.ts";
import { listLessonsForActivity } from "#app/modules/learning/courses/list-lessons-for-activity.server.ts";
import { listWebinarsForActivity } from "#app/modules/webinars/list-webinars-for-activity.server.ts";

/** A space with fewer topics than this is quiet, and one in which nothing was said for so many days. */
const [fewTopics, quietDays] = [3, 30];
/** Lessons and webinars that it shows. */
const shown = 3;

/** Whether a space is so quiet that its page shows what happens near it. */
export function isQuiet({ topicCount, lastActivityAt }: SpaceFacts, at: Date): boolean {
  if (topicCount < fewTopics || !lastActivityAt) return true;
  return at.getTime() - lastActivityAt.getTime() > quietDays * 86_400_000;
}

/** What is said near a quiet space. One SQL statement. */
export function findNear(actor: MaybeActor, { code, activityCode, outputCode }: SpaceFacts): Promise<TopicRow[]> {
  return listTopicsNearbyFor(actor, code, undefined, activityCode ? null : outputCode);
}

/**
 * The lessons and webinars of a space's activity; none of a space that somebody has made. They are the same for everybody and asked for
 * once in a minute: no SQL statement otherwise.
 */
export function findOnActivity(
  { activityCode }: SpaceFacts,
  language: string,
  at: Date,
): Promise<OnActivity> | OnActivity {
  if (!activityCode) return nothing;
  return memory().get(`${activityCode} ${language}`, () => load(activityCode, language, at));
}

export type OnActivity = {
  lessons: Awaited<ReturnType<typeof listLessonsForActivity>>;
  webinars: Awaited<ReturnType<typeof listWebinarsForActivity>>;
};
const nothing: OnActivity = { lessons: [], webinars: [] };

async function load(code: string, language: string, at: Date): Promise<OnActivity> {
  const [lessons, webinars] = await Promise.all([
    listLessonsForActivity(code, language, shown),
    listWebinarsForActivity(code, { at, limit: shown }),
  ]);
  return { lessons, webinars };
}

const memory = () =>
  singleton("near-activities", () => new ShortMemory<OnActivity>({ milliseconds: 60_000, room: 200, sizeOf: () => 1 }));
