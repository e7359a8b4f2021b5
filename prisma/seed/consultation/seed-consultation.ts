import { openDiscussion } from "./discuss.ts";
import { runFirstGroup } from "./first-group.ts";
import { openCourse } from "./open-course.ts";
import { daysFrom } from "./scene.ts";
import { runSecondGroup } from "./second-group.ts";

/**
 * The demo's second course, "Run a national consultation online": a unit of every kind, a question of every kind, one
 * group that is through and one in the middle of it. Everything happens by the functions that people use, on days counted
 * from `at`. Once: a course with groups is only brought up to its folder.
 */
export async function seedConsultation(at: Date): Promise<void> {
  const scene = await openCourse(at);
  if (!scene) return;
  const topic = await openDiscussion(scene, daysFrom(scene, -69));
  await runFirstGroup(scene, topic);
  await runSecondGroup(scene, topic);
}
