import { roadOf } from "#app/i18n/short-titles.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import type { Text } from "#app/modules/learning/courses/text.ts";

type Course = { id: string; slug: string; title: Text; summary?: Text; languages: string[] };
type Unit = { slug: string; title: Text };

/** What search engines and previews of links are told of a course, or of one of its units, on the road of `code`. */
export function sharedCourse(course: Course, code: string | undefined, unit?: Unit) {
  const { text, language } = unit?.title ?? course.title;
  return {
    path: unit ? unitPath(course.slug, unit.slug) : coursePath(course.slug),
    title: text,
    description: unit ? course.title.text : course.summary?.text,
    language,
    languages: course.languages,
    picture: { kind: "course", id: course.id, road: code ? roadOf(code) : "0" },
  } as const;
}
