import { assignmentPages } from "#test/helpers/assignment-pages.ts";
import { courseSlug, type World } from "#test/helpers/world.ts";

/** The first quiz, and the attempt of the member at it, as staff sees them. */
const staffQuiz = (world: World) => `/teach/${courseSlug}/quizzes/${world.quiz.split("/").at(-1)!}`;
const staffAttempt = (world: World) => `${staffQuiz(world)}/attempts/${world.attemptId}`;

/** The grade of the member in the first quiz, as staff sees it. */
const oneGradePath = (world: World) =>
  `/teach/${courseSlug}/grades/${world.member.handle}/${world.quiz.split("/").at(-1)!}`;

export type PageType = {
  name: string;
  path: (world: World) => string;
  as: "guest" | "member" | "trainer" | "administrator";
  /** A page that people read: the strictest budget. */
  reading?: boolean;
  status?: number;
};

/** Where the lesson's text is written. */
const writing = ({ lesson }: World) => `/teach/${courseSlug}/content/${lesson.split("/").at(-1)}`;

/** One of every page type, with who looks at it. */
export const pageTypes: PageType[] = [
  { name: "home", path: () => "/", as: "guest", reading: true },
  { name: "roadmap", path: () => "/roadmap", as: "guest", reading: true },
  { name: "activity", path: () => "/roadmap/1.1", as: "guest", reading: true },
  { name: "activity without a title", path: () => "/roadmap/5.2", as: "guest", reading: true },
  { name: "courses", path: () => "/courses", as: "guest", reading: true },
  { name: "course", path: () => `/courses/${courseSlug}`, as: "member", reading: true },
  { name: "lesson", path: (world) => world.lesson, as: "member", reading: true },
  { name: "quiz", path: (world) => world.quiz, as: "member", reading: true },
  { name: "attempt not begun", path: (world) => `${world.timedQuiz}/attempt`, as: "trainer" },
  { name: "timed attempt", path: (world) => `${world.timedQuiz}/attempt`, as: "member" },
  { name: "attempt's last step", path: (world) => `${world.timedQuiz}/attempt?step=check`, as: "member" },
  { name: "receipt", path: (world) => `${world.quiz}/attempts/1`, as: "member" },
  { name: "attempt", path: (world) => `${world.quiz}/attempt`, as: "member" },
  { name: "forum", path: () => "/forum", as: "guest", reading: true },
  { name: "what is unread", path: () => "/forum?tab=unread", as: "member", reading: true },
  { name: "space", path: () => "/forum/1.1", as: "member", reading: true },
  { name: "members of a space", path: () => "/forum/1.1/members", as: "member", reading: true },
  { name: "join a space", path: () => "/forum/1.1/join", as: "member" },
  { name: "leave a space", path: () => "/forum/1.1/leave", as: "member" },
  { name: "invitations to a space", path: () => "/forum/1.1/invitations", as: "administrator" },
  { name: "settings of a space", path: () => "/forum/1.1/settings", as: "administrator" },
  { name: "make a space", path: () => "/forum/spaces/new", as: "administrator" },
  { name: "charter of a space", path: () => "/forum/1.1/charter", as: "guest", reading: true },
  { name: "history of a charter", path: () => "/forum/1.1/charter/history", as: "guest" },
  { name: "edit a charter", path: () => "/forum/1.1/charter/edit", as: "administrator" },
  { name: "members, seen by facilitators", path: () => "/forum/1.1/members", as: "administrator" },
  { name: "new topic", path: () => "/forum/1.1/new", as: "member" },
  { name: "topic", path: (world) => world.topic, as: "member", reading: true },
  { name: "drafts", path: () => "/me/drafts", as: "member", reading: true },
  { name: "edit a reply", path: (world) => `/replies/${world.replyId}/edit`, as: "member" },
  { name: "delete a reply", path: (world) => `/replies/${world.replyId}/delete`, as: "member" },
  { name: "waiting posts", path: () => "/moderation/waiting", as: "administrator" },
  { name: "webinars", path: () => "/webinars", as: "guest", reading: true },
  { name: "webinar", path: (world) => world.webinar, as: "member", reading: true },
  { name: "room", path: (world) => `/webinars/${world.webinarId}/room`, as: "member" },
  ...assignmentPages,
  { name: "survey unit", path: (world) => world.survey, as: "member", reading: true },
  { name: "survey", path: (world) => `${world.survey}/survey`, as: "member" },
  { name: "surveys of a course", path: (world) => `${world.surveyTeach}/surveys`, as: "administrator" },
  { name: "survey results", path: (world) => `${world.surveyTeach}/surveys/opinion`, as: "administrator" },
  { name: "survey builder", path: (world) => `${world.surveyTeach}/content/opinion/survey`, as: "administrator" },
  { name: "own grades", path: () => `/courses/${courseSlug}/grades`, as: "member", reading: true },
  { name: "quizzes of a course", path: () => `/teach/${courseSlug}/quizzes`, as: "administrator" },
  { name: "attempts at a quiz", path: staffQuiz, as: "administrator" },
  { name: "attempt, seen by staff", path: staffAttempt, as: "administrator" },
  { name: "statistics", path: (world) => `${staffQuiz(world)}/statistics`, as: "administrator" },
  { name: "regrade", path: (world) => `${staffQuiz(world)}/regrade`, as: "administrator" },
  { name: "gradebook", path: () => `/teach/${courseSlug}/grades`, as: "administrator" },
  { name: "one grade", path: oneGradePath, as: "administrator" },
  { name: "reports", path: () => `/teach/${courseSlug}/reports`, as: "administrator" },
  { name: "course overview", path: () => `/teach/${courseSlug}`, as: "administrator" },
  { name: "course settings", path: () => `/teach/${courseSlug}/settings`, as: "administrator" },
  {
    name: "unit settings",
    path: (world) => `/teach/${courseSlug}/content/${world.quiz.split("/").at(-1)}/settings`,
    as: "administrator",
  },
  { name: "teaching", path: () => "/teach", as: "trainer" },
  { name: "people of a course", path: () => `/teach/${courseSlug}/people`, as: "trainer" },
  { name: "requests", path: () => `/teach/${courseSlug}/people/requests`, as: "trainer" },
  { name: "invitations", path: () => `/teach/${courseSlug}/people/invitations`, as: "trainer" },
  { name: "list of people from a file", path: () => `/teach/${courseSlug}/people/import`, as: "trainer" },
  { name: "report of a list", path: ({ roster }) => `/teach/${courseSlug}/people/import/${roster}`, as: "trainer" },
  { name: "ways into a course", path: () => `/teach/${courseSlug}/people/entry`, as: "trainer" },
  { name: "cohorts", path: () => `/teach/${courseSlug}/cohorts`, as: "trainer" },
  { name: "new cohort", path: () => `/teach/${courseSlug}/cohorts/new`, as: "trainer" },
  { name: "cohort", path: ({ cohort }) => `/teach/${courseSlug}/cohorts/${cohort}`, as: "trainer" },
  { name: "edit a cohort", path: ({ cohort }) => `/teach/${courseSlug}/cohorts/${cohort}/edit`, as: "trainer" },
  { name: "topic of a cohort", path: ({ cohort }) => `/teach/${courseSlug}/cohorts/${cohort}/topic`, as: "trainer" },
  { name: "dates of a course", path: () => `/teach/${courseSlug}/dates`, as: "trainer" },
  {
    name: "dates of a unit",
    path: ({ quiz }) => `/teach/${courseSlug}/dates/${quiz.split("/").at(-1)}`,
    as: "trainer",
  },
  {
    name: "exception for a cohort",
    path: ({ quiz, cohort }) => `/teach/${courseSlug}/dates/${quiz.split("/").at(-1)}?cohort=${cohort}`,
    as: "trainer",
  },
  { name: "invitation", path: ({ invitation }) => `/invitations/${invitation}`, as: "guest", reading: true },
  { name: "create a course", path: () => "/teach/new", as: "trainer" },
  { name: "outline of a course", path: () => `/teach/${courseSlug}/content`, as: "administrator" },
  { name: "new unit", path: () => `/teach/${courseSlug}/content/new`, as: "administrator" },
  { name: "new webinar unit", path: () => `/teach/${courseSlug}/content/new?kind=webinar`, as: "administrator" },
  { name: "unit editor", path: (world) => writing(world), as: "administrator" },
  { name: "history of a text", path: (world) => `${writing(world)}/history`, as: "administrator" },
  { name: "preview of a lesson", path: (world) => `${writing(world)}/preview`, as: "administrator" },
  {
    name: "preview of a quiz",
    path: ({ quiz }) => `/teach/${courseSlug}/content/${quiz.split("/").at(-1)}/preview`,
    as: "administrator",
  },
  { name: "question bank", path: () => `/teach/${courseSlug}/questions`, as: "administrator" },
  { name: "new question", path: () => `/teach/${courseSlug}/questions/new?kind=cloze`, as: "administrator" },
  { name: "question categories", path: () => `/teach/${courseSlug}/questions/categories`, as: "administrator" },
  { name: "import questions", path: () => `/teach/${courseSlug}/questions/import`, as: "administrator" },
  { name: "export questions", path: () => `/teach/${courseSlug}/questions/export`, as: "administrator" },
  { name: "question", path: (w) => `/teach/${courseSlug}/questions/${w.question}`, as: "administrator" },
  { name: "try a question", path: (w) => `/teach/${courseSlug}/questions/${w.question}/try`, as: "administrator" },
  {
    name: "versions of a question",
    path: (w) => `/teach/${courseSlug}/questions/${w.question}/versions`,
    as: "administrator",
  },
  {
    name: "quiz builder",
    path: (w) => `/teach/${courseSlug}/content/${w.quiz.split("/").at(-1)}/quiz`,
    as: "administrator",
  },
  {
    name: "bank for a quiz",
    path: (w) => `/teach/${courseSlug}/content/${w.quiz.split("/").at(-1)}/quiz/bank`,
    as: "administrator",
  },
  { name: "plan a webinar", path: () => "/webinars/new", as: "trainer" },
  { name: "people of a webinar", path: ({ webinarId }) => `/webinars/${webinarId}/people`, as: "administrator" },
  { name: "certificate", path: (world) => world.certificate, as: "guest", reading: true },
  { name: "verify", path: () => "/certificates", as: "guest", reading: true },
  { name: "join", path: () => "/join", as: "guest", reading: true },
  { name: "login", path: () => "/login", as: "guest", reading: true },
  { name: "forgotten password", path: () => "/password/forgot", as: "guest", reading: true },
  { name: "my page", path: () => "/me", as: "member", reading: true },
  { name: "notifications", path: () => "/me/notifications", as: "member", reading: true },
  { name: "profile settings", path: () => "/me/settings/profile", as: "member" },
  { name: "security settings", path: () => "/me/settings/security", as: "member" },
  { name: "notification settings", path: () => "/me/settings/notifications", as: "member" },
  { name: "people kept away", path: () => "/me/settings/people", as: "member" },
  { name: "block somebody", path: (world) => `/people/${world.member.handle}/block`, as: "trainer" },
  { name: "person", path: (world) => `/people/${world.member.handle}`, as: "guest", reading: true },
  { name: "administration", path: () => "/admin", as: "administrator" },
  { name: "people", path: () => "/admin/people", as: "administrator" },
  { name: "one person", path: (world) => `/admin/people/${world.member.handle}`, as: "administrator" },
  { name: "figures", path: () => "/admin/figures", as: "administrator" },
  { name: "audit log", path: () => "/admin/audit", as: "administrator" },
  { name: "jobs", path: () => "/admin/jobs", as: "administrator" },
  { name: "site settings", path: () => "/admin/site", as: "administrator" },
  { name: "imports", path: () => "/admin/imports", as: "administrator" },
  { name: "about", path: () => "/about", as: "guest", reading: true },
  { name: "privacy", path: () => "/privacy", as: "guest", reading: true },
  { name: "kept mail", path: () => "/dev/mail", as: "guest" },
  { name: "not found", path: () => "/nowhere", as: "guest", reading: true, status: 404 },
  { name: "forbidden", path: () => "/admin", as: "member", status: 403 },
];
