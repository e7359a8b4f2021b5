import { listChangedCourses } from "#app/modules/learning/outline/courses-found.server.ts";
import { indexThings } from "./index-things.server.ts";

/** Milliseconds that are looked back at; what is older has been seen by a call before, or is found by `indexMissed`. */
const lookBack = 20_000;

/**
 * Indexes what changed of courses in the last seconds. Courses are written in many steps, of which few are facts, and they are few: asking
 * for them costs less than a fact for each. Returns how many entries changed. Two SQL statements while nothing did.
 */
export async function indexChangedCourses(at = new Date()): Promise<number> {
  const { courses, units } = await listChangedCourses(new Date(at.getTime() - lookBack));
  const changed = [
    await indexThings("course", courses),
    await indexThings("lesson", units),
    await indexThings("quiz", units),
  ];
  return changed.reduce((sum, one) => sum + one, 0);
}
