import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { type CourseOverview, getCourseOverview } from "#app/modules/learning/outline/get-course-overview.server.ts";

/** What every page of a course's teaching area shows around its content. */
export type StaffPage = Pick<CourseStaffAccess, "course" | "mayEdit"> & { overview: CourseOverview };

/** Adds to a course's staff access what waits in the course, for the counts beside the page. One SQL statement. */
export async function withOverview<Access extends CourseStaffAccess>(
  access: Access,
): Promise<Access & { overview: CourseOverview }> {
  return { ...access, overview: await getCourseOverview(access) };
}
