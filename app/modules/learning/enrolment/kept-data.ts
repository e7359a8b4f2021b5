import type { KeptData } from "#app/lib/kept-data.ts";

/** Days for which the address of somebody who never came is kept after their invitation has run out. */
export const invitationDays = 60;
/** Days for which the report of a list of people is kept. */
export const rosterReportDays = 180;

export const learningKeptData: readonly KeptData[] = [
  {
    name: "learning",
    models: [
      "Enrolment",
      "EnrolmentRequest",
      "CohortMember",
      "UnitProgress",
      "UnitOverride",
      "Attempt",
      "AttemptAnswer",
      "DiscussionReply",
      "GradeOverride",
      "CourseReport",
    ],
    endedBy: "account",
  },
  {
    name: "submissions",
    models: ["Submission", "SubmissionFile", "TeamMember", "PeerReview", "ReviewerGrade", "AssignmentReminder"],
    endedBy: "account",
  },
  { name: "surveys", models: ["SurveyResponse", "SurveyAnswer"], endedBy: "never" },
  {
    name: "invited",
    models: ["Invitation", "RosterRun"],
    endedBy: { sweep: "learning.cleanup_invitations" },
    values: { days: invitationDays, reportDays: rosterReportDays },
  },
  {
    name: "staff",
    models: [
      "Course",
      "CourseTrainer",
      "Cohort",
      "UnitDraft",
      "UnitTextVersion",
      "UnitEditor",
      "QuestionVersion",
      "Regrade",
      "ImportRun",
    ],
    endedBy: "never",
  },
];
