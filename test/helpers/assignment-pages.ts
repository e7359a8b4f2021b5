import type { PageType } from "#test/helpers/page-types.ts";

/** The pages of an assignment and of its peer review. */
export const assignmentPages: PageType[] = [
  { name: "assignment", path: (world) => world.assignment, as: "member", reading: true },
  { name: "submission", path: (world) => `${world.assignment}/submission`, as: "member" },
  { name: "write a submission", path: (world) => `${world.assignment}/submission`, as: "trainer" },
  { name: "reviews to give", path: (world) => `${world.assignment}/reviews`, as: "member", reading: true },
  { name: "review", path: (world) => `${world.assignment}/reviews/${world.reviewId}`, as: "member" },
  { name: "assignments of a course", path: (world) => world.assignmentTeach, as: "administrator" },
  { name: "assignment settings", path: (world) => `${world.assignmentTeach}/plan`, as: "administrator" },
  { name: "submissions", path: (world) => `${world.assignmentTeach}/plan/submissions`, as: "administrator" },
  {
    name: "mark a submission",
    as: "administrator",
    path: (world) => `${world.assignmentTeach}/plan/submissions/${world.submissionId}`,
  },
];
