import type { OutlineModule, OutlineUnit } from "#app/modules/learning/outline/load-outlines.server.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import type { Text } from "#app/modules/learning/courses/text.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";

export type LessonBehind = { title: Text; href: string };

/**
 * The lessons to look at again after a wrong answer: those whose address is a tag of the question, else those that stand
 * before the quiz in its module. What is locked leads nowhere.
 */
export function lessonsBehind(
  { tags }: { tags: readonly string[] },
  { courseSlug, modules, quiz }: { courseSlug: string; modules: readonly OutlineModule[]; quiz: { id: string } },
): LessonBehind[] {
  const all = modules.flatMap(({ units }) => units);
  const tagged = all.filter(({ slug }) => tags.includes(slug));
  const module = modules.find((one) => one.units.some(({ id }) => id === quiz.id))?.units ?? [];
  const before = module.slice(
    0,
    module.findIndex(({ id }) => id === quiz.id),
  );
  const isLesson = ({ kind }: OutlineUnit) => unitKinds[kind].needsText;
  const chosen = tagged.length > 0 ? tagged : before.filter(isLesson);
  return chosen
    .filter(({ isLocked }) => !isLocked)
    .map(({ slug, title }) => ({ title, href: unitPath(courseSlug, slug) }));
}
