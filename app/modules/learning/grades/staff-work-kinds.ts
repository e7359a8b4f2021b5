import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import type { StaffWork } from "./list-staff-work.server.ts";

/** The kinds of work that wait for a trainer, in the order of their urgency: each in words of a count, and where it is done. */
export const staffWorkKinds = [
  { kind: "attempts", words: "courses.settings.overview.attempts", section: "quizzes" },
  { kind: "submissions", words: "courses.settings.overview.submissions", section: "assignments" },
  { kind: "stuck", words: "site.me.stuck", section: "assignments" },
  { kind: "requests", words: "site.me.requests", section: "people/requests" },
  { kind: "unpublished", words: "site.me.unpublished", section: "content" },
] as const satisfies { kind: keyof StaffWork; words: MessageKey; section: string }[];

/** What waits in one course, and nothing that does not. */
export function staffWorkIn(course: Omit<StaffWork, "title">) {
  return staffWorkKinds
    .filter(({ kind }) => course[kind] > 0)
    .map(({ words, section, kind }) => ({ words, count: course[kind], href: teachPath(course.slug, section) }));
}
